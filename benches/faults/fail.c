/* Loaded before the C library: lets the write number $FAIL_AT to a file whose name holds $FAIL_FILE fail with the error
 * $FAIL_WITH, and every one after it, as on a disk that is full and stays so. Counts what changes a file: write, pwrite,
 * ftruncate, fsync, fdatasync. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long count;

static int fails(int fd) {
  const char *file = getenv("FAIL_FILE"), *at = getenv("FAIL_AT"), *with = getenv("FAIL_WITH");
  char link[64], path[4096];
  ssize_t length;
  if (!file || !at || !with) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  if (!strstr(path, file)) return 0;
  if (++count < atol(at)) return 0;
  errno = atoi(with);
  return 1;
}

#define NEXT(name, type) static type next; if (!next) next = (type)dlsym(RTLD_NEXT, name)

typedef ssize_t (*write_t)(int, const void *, size_t);
typedef ssize_t (*pwrite_t)(int, const void *, size_t, off_t);
typedef int (*truncate_t)(int, off_t);
typedef int (*sync_t)(int);

ssize_t write(int fd, const void *from, size_t length) {
  NEXT("write", write_t);
  return fails(fd) ? -1 : next(fd, from, length);
}
ssize_t pwrite(int fd, const void *from, size_t length, off_t at) {
  NEXT("pwrite", pwrite_t);
  return fails(fd) ? -1 : next(fd, from, length, at);
}
ssize_t pwrite64(int fd, const void *from, size_t length, off_t at) {
  NEXT("pwrite64", pwrite_t);
  return fails(fd) ? -1 : next(fd, from, length, at);
}
int ftruncate(int fd, off_t length) {
  NEXT("ftruncate", truncate_t);
  return fails(fd) ? -1 : next(fd, length);
}
int ftruncate64(int fd, off_t length) {
  NEXT("ftruncate64", truncate_t);
  return fails(fd) ? -1 : next(fd, length);
}
int fsync(int fd) {
  NEXT("fsync", sync_t);
  return fails(fd) ? -1 : next(fd);
}
int fdatasync(int fd) {
  NEXT("fdatasync", sync_t);
  return fails(fd) ? -1 : next(fd);
}
