// SPDX-License-Identifier: Apache-2.0
// What the kernel alone takes for the sends of a relay: each packet through another socket than the
// one before, in bursts, to one peer on loopback. No relay can take less for packets to peers.
//   gcc -O2 -pthread -o sends sends.c && ./sends SECONDS RATE BYTES SENDER-CPU PEER-CPU
// Prints microseconds of CPU per packet, all of it spent in sendto.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>

enum { SOCKETS = 100, BURST = 9, BUFFER = 4 << 20 };  // a burst is what turnload sends at 80,000/s

static int peer, peer_cpu;
static volatile int done;

static int64_t read_clock(clockid_t id) {
  struct timespec t;
  clock_gettime(id, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void pin(int cpu) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(cpu, &set);
  sched_setaffinity(0, sizeof set, &set);
}

static void *receive(void *unused) {
  pin(peer_cpu);
  char packet[2048];
  struct epoll_event event = {.events = EPOLLIN};
  int epoll = epoll_create1(0);
  epoll_ctl(epoll, EPOLL_CTL_ADD, peer, &event);
  while (!done) {
    epoll_wait(epoll, &event, 1, 100);
    while (recv(peer, packet, sizeof packet, MSG_DONTWAIT) > 0) {
    }
  }
  return unused;
}

static int open_socket(struct sockaddr_in *name) {
  int fd = socket(AF_INET, SOCK_DGRAM, 0), never = IP_PMTUDISC_DONT;
  socklen_t length = sizeof *name;
  *name = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  setsockopt(fd, IPPROTO_IP, IP_MTU_DISCOVER, &never, sizeof never);
  if (fd < 0 || bind(fd, (struct sockaddr *)name, sizeof *name) < 0 ||
      getsockname(fd, (struct sockaddr *)name, &length) < 0) {
    perror("socket");
    exit(1);
  }
  return fd;
}

int main(int count, char **arguments) {
  if (count != 6) {
    fprintf(stderr, "sends SECONDS RATE BYTES SENDER-CPU PEER-CPU\n");
    return 2;
  }
  double seconds = atof(arguments[1]), gap = BURST / atof(arguments[2]) * 1e9;
  int bytes = atoi(arguments[3]), size = BUFFER, fds[SOCKETS], next = 0;
  static char packet[2048];
  struct sockaddr_in to, ignored;
  peer_cpu = atoi(arguments[5]);
  peer = open_socket(&to);
  setsockopt(peer, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  for (int i = 0; i < SOCKETS; i++) fds[i] = open_socket(&ignored);
  pthread_t thread;
  pthread_create(&thread, NULL, receive, NULL);
  pin(atoi(arguments[4]));
  int64_t spent = 0, sent = 0, begin = read_clock(CLOCK_MONOTONIC), due = begin;
  while (due - begin < seconds * 1e9) {
    int64_t before = read_clock(CLOCK_THREAD_CPUTIME_ID);
    for (int i = 0; i < BURST; i++, next = (next + 1) % SOCKETS)
      sent += sendto(fds[next], packet, bytes, MSG_DONTWAIT, (struct sockaddr *)&to, sizeof to) == bytes;
    spent += read_clock(CLOCK_THREAD_CPUTIME_ID) - before;
    due += gap;
    int64_t left = due - read_clock(CLOCK_MONOTONIC);
    if (left > 0) nanosleep(&(struct timespec){.tv_nsec = left}, NULL);
  }
  done = 1;
  pthread_join(thread, NULL);
  printf("%.2f\n", spent / 1000.0 / sent);
}
