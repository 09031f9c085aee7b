#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Our TURN server beside coturn, turn by turn in one run, as Markdown tables:
#   turn/src/test/bench/compare.sh path/to/turnload.c > table.md
# Needs gcc, coturn's turnserver, a JDK 25 in JAVA_HOME, and the module's tests compiled:
#   mvn -pl turn test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
# Environment: DUR=4 (seconds a measurement), ROUNDS=3 (of both in turn, for each row: the table has medians),
# WARM=2 (times each kind of load runs before the first figure), THREADS="1 2" (loops, and coturn's relay threads),
# ROWS="1200 B|Send" (a pattern: only the rows whose name it fits),
# TRANSPORT=EPOLL, SERVER_CPUS=0 SERVER_CPUS_2=0,1 GEN_CPUS=2,3 (for taskset), MEMORY=5000 (allocations)
# Everything stays on loopback; only processes that were started here are ended.
set -euo pipefail

[ $# = 1 ] || { sed -n '3,12p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "$0")/../../.." && pwd)
dur=${DUR:-4}
rounds=${ROUNDS:-3}
build=$(mktemp -d)
GEN_CPUS=${GEN_CPUS:-2,3}
declare -A pids ports setup
stop() { for each in "${pids[@]}"; do kill "$each" 2>/dev/null || true; wait "$each" 2>/dev/null || true; done; pids=(); }
trap 'stop; rm -rf "$build"' EXIT
gcc -O2 -pthread -w -o "$build/turnload" "$1"
gcc -O2 -pthread -o "$build/sends" "$here/src/test/bench/sends.c"
classpath="$here/target/test-classes:$here/target/classes:$(cat "$here/target/bench.classpath")"
port=34700

cpus() { if [ "$threads" = 1 ]; then echo "${SERVER_CPUS:-0}"; else echo "${SERVER_CPUS_2:-0,1}"; fi; }

start() { # ours | coturn
  port=$((port + 1))
  if [ "$1" = ours ]; then
    taskset -c "$(cpus)" "${JAVA_HOME:?}/bin/java" -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
      -Dio.netty.leakDetection.level=disabled -cp "$classpath" dev.switchboard.turn.LoadTarget \
      "$port" "$threads" "${TRANSPORT:-EPOLL}" >"$build/ours.log" 2>&1 &
  else
    taskset -c "$(cpus)" turnserver -n -a -u lab:labpass -r lab -L 127.0.0.1 -E 127.0.0.1 -p "$port" \
      --min-port 41000 --max-port 60000 --relay-threads="$threads" --allow-loopback-peers --no-tls --no-dtls \
      --no-cli --no-stdout-log --log-file=/dev/null --pidfile="$build/pid" --db="$build/db" >"$build/coturn.log" 2>&1 &
  fi
  pids[$1]=$!
  ports[$1]=$port
  for _ in $(seq 100); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return; fi
    sleep 0.1
  done
  echo "$1 did not start:" >&2; cat "$build/$1.log" >&2; exit 1
}

load() { # ours | coturn, then arguments of turnload; leaves its line in $line
  local who=$1; shift
  line=$(taskset -c "$GEN_CPUS" "$build/turnload" -s "127.0.0.1:${ports[$who]}" -p "${pids[$who]}" -j "$@" \
    2>>"$build/load.log" | tail -1) || true
}

field() { sed -n "s/.*\"$1\":\([-0-9.]*\).*/\1/p" <<<"$line"; }

# The JVM compiles what it runs often, and what it has never run it runs slowly: before the first
# figure both get some seconds of each kind of load, and again, since what is compiled first is compiled anew later.
warm() { # ours | coturn
  local each
  for _ in $(seq "${WARM:-2}"); do
    for each in "-m echo -r 40000" "-m up -r 80000" "-m down -r 80000" "-m up -r 40000 -x" "-m echo -r 20000 -T" "-m up -r 40000 -T"; do
      # shellcheck disable=SC2086
      load "$1" -n 100 -t 2 $each
    done
  done
}

measure() { # ours | coturn, then arguments of turnload
  local who=$1; shift
  load "$who" -t "$dur" "$@"
  echo "$(field cpuUsPerPacket) $(field lossPct) $(field p50ms) $(field p99ms) $(field relayedPps) $(field failed) $(field otherCores)"
}

# Name, then arguments of turnload. LIMIT stands for the packets a second that coturn got through.
cases=(
  "echo, 20k/s, 172 B, 100|-m echo -r 20000 -n 100"
  "up, 20k/s, 172 B, 100|-m up -r 20000 -n 100"
  "up, 80k/s, 172 B, 1|-m up -r 80000 -n 1"
  "up, 80k/s, 172 B, 100|-m up -r 80000 -n 100"
  "up, 80k/s, 172 B, 1000|-m up -r 80000 -n 1000"
  "up, 100k/s, 172 B, 100|-m up -r 100000 -n 100"
  "up, coturn's limit, 172 B, 100|-m up -r LIMIT -n 100"
  "up, 1.3 of it, 172 B, 100|-m up -r LIMIT13 -n 100"
  "down, 80k/s, 172 B, 100|-m down -r 80000 -n 100"
  "down, 100k/s, 172 B, 100|-m down -r 100000 -n 100"
  "up, 80k/s, 1200 B, 1|-m up -r 80000 -n 1 -l 1200"
  "up, 80k/s, 1200 B, 100|-m up -r 80000 -n 100 -l 1200"
  "up, 80k/s, 1200 B, 1000|-m up -r 80000 -n 1000 -l 1200"
  "down, 80k/s, 1200 B, 100|-m down -r 80000 -n 100 -l 1200"
  "TCP echo, 20k/s, 172 B, 100|-m echo -r 20000 -n 100 -T"
  "Send, 20k/s, 172 B, 100|-m up -r 20000 -n 100 -x"
)

# What the kernel alone takes to send a row's packets to peers, one socket each: for rows that ask for
# just that, of 100 sockets and at a rate of their own.
bare() { # arguments of turnload
  local rate size
  [[ $* == *"-m up"*"-n 100"* && $* != *-x* && $* != *LIMIT* ]] || return 0
  rate=$(sed 's/.*-r \([0-9]*\).*/\1/' <<<"$*")
  size=$(sed -n 's/.*-l \([0-9]*\).*/\1/p' <<<"$*")
  "$build/sends" "$dur" "$rate" "${size:-172}" "${SERVER_CPUS:-0}" "${GEN_CPUS%%,*}"
}

median() { cut -d' ' -f"$1" "$2" | sort -g | awk '{ at[NR] = $1 } END { print at[int((NR + 1) / 2)] }'; }
most() { cut -d' ' -f"$1" "$2" | sort -g | tail -1; }
least() { cut -d' ' -f"$1" "$2" | sort -g | head -1; }

# Both are up all the time, and take turns; who waits costs nothing.
row() { # one of the cases
  local arguments=${1#*|} name=${1%%|*} o="$build/ours.row" c="$build/coturn.row" r="$build/ratio.row" order who i
  : >"$build/bare.row"
  local offered=$arguments
  arguments=${arguments//LIMIT13/$((limit * 13 / 10))}
  arguments=${arguments//LIMIT/$limit}
  : >"$o"; : >"$c"
  for ((i = 0; i < rounds; i++)); do
    if ((i % 2)); then order="coturn ours"; else order="ours coturn"; fi
    for who in $order; do
      # shellcheck disable=SC2086
      measure "$who" $arguments >>"$build/$who.row"
    done
    bare "$offered" >>"$build/bare.row"
  done
  paste -d' ' "$o" "$c" | awk '{ printf("%.2f\n", $8 > 0 ? $1 / $8 : 0) }' >"$r"
  [ "$(most 6 "$o")$(most 6 "$c")" = 00 ] || name="$name (failed: $(most 6 "$o"), $(most 6 "$c"))"
  echo "| $name | $(median 1 "$o") | $(median 1 "$c") | $(median 1 "$r") | $(least 1 "$r"), $(most 1 "$r") | $(median 2 "$o"), $(most 2 "$o") | $(median 2 "$c"), $(most 2 "$c") | $(median 3 "$o") | $(median 3 "$c") | $(median 4 "$o") | $(median 4 "$c") | $(median 5 "$o") | $(median 5 "$c") | $(median 7 "$o"), $(median 7 "$c") | $(median 1 "$build/bare.row") |"
}

live() { "$JAVA_HOME/bin/jcmd" "$pid" GC.class_histogram 2>/dev/null | awk '/^Total/ { print $3 }'; }

memory() { # ours | coturn: resident, and for ours live heap, of an allocation with one channel
  start "$1"
  warm "$1"
  sleep 1
  local pid=${pids[$1]}
  local before after heap0=0 heap1=0 n=${MEMORY:-5000}
  [ "$1" = ours ] && heap0=$(live)
  before=$(awk '/VmRSS/ { print $2 }' "/proc/$pid/status")
  taskset -c "$GEN_CPUS" "$build/turnload" -s "127.0.0.1:${ports[$1]}" -m hold -n "$n" -t 8 >/dev/null 2>>"$build/load.log" &
  local holder=$!
  sleep 6
  after=$(awk '/VmRSS/ { print $2 }' "/proc/$pid/status")
  [ "$1" = ours ] && heap1=$(live)
  wait "$holder" || true
  echo "| $1 | $(((after - before) * 1024 / n)) | $( [ "$1" = ours ] && echo $(((heap1 - heap0) / n)) ) |"
  stop
}

for threads in ${THREADS:-1 2}; do
  start ours
  start coturn
  warm ours
  warm coturn
  load coturn -m up -r 0 -n 100 -t "$dur"
  limit=$(field relayedPps)
  limit=${limit%.*}
  printf '\n%s thread(s) each; coturn gets %s packets a second through.\n\n' "$threads" "$limit"
  echo "| load, allocations | CPU µs a packet, ours | coturn | ratio | least, most | lost %, ours: median, most | coturn | p50 ms, ours | coturn | p99 ms, ours | coturn | relayed a second, ours | coturn | cores of others | bare sends, µs |"
  echo "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
  for each in "${cases[@]}"; do
    [[ ${each%%|*} =~ ${ROWS:-.} ]] || continue
    row "$each"
  done
  for who in ours coturn; do
    load "$who" -m alloc -n 2000
    setup[$who]="$(field setupCpuUs) µs, $(field failed) failed"
  done
  printf '\nSet-up of an allocation, CPU: ours %s; coturn %s.\n' "${setup[ours]}" "${setup[coturn]}"
  stop
done
threads=1
printf '\n| bytes an allocation, of %s | resident | live heap |\n|---|---|---|\n' "${MEMORY:-5000}"
memory coturn
memory ours
