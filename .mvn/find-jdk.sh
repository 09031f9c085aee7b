# SPDX-License-Identifier: Apache-2.0
# Sourced by ./switchboard and ./check. find_jdk sets and exports JAVA_HOME to a JDK 25 or newer,
# or says in one line what to install and fails.

find_jdk() {
  jdk_on_path=$(command -v javac 2>/dev/null) && jdk_on_path=$(readlink -f "$jdk_on_path" 2>/dev/null)
  for jdk in "${JAVA_HOME:-}" "${jdk_on_path%/bin/javac}" \
    /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
    if is_jdk_25 "$jdk"; then
      JAVA_HOME=$jdk
      export JAVA_HOME
      return 0
    fi
  done
  echo "Switchboard needs a JDK, version 25 or newer: install one (for example Eclipse Temurin 25) or point JAVA_HOME at it." >&2
  return 1
}

# The file `release` names the version in every JDK since 9, and reading it starts no JVM.
is_jdk_25() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  jdk_version=$(sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release")
  [ "${jdk_version:-0}" -ge 25 ]
}
