/* Makes the N-th of one kind of system call fail, for a program that is started with this library
 * in LD_PRELOAD:
 *
 *   FAULT_CALL     open, read, write, fsync, rename, ftruncate or close
 *   FAULT_NTH      which call of that kind, counted from 1
 *   FAULT_HOW      the number of an error, or `short` for a read or write of half the bytes
 *   FAULT_REACHED  a file that is made when the call is reached
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { NONE, FAIL, SHORT };

static long seen;

static int strikes(const char *call) {
    const char *wanted = getenv("FAULT_CALL"), *nth = getenv("FAULT_NTH"), *how = getenv("FAULT_HOW");
    if (!wanted || !nth || !how || strcmp(wanted, call) != 0) return NONE;
    if (__sync_add_and_fetch(&seen, 1) != atol(nth)) return NONE;
    long marker = syscall(SYS_openat, AT_FDCWD, getenv("FAULT_REACHED"), O_CREAT | O_WRONLY, 0600);
    syscall(SYS_close, marker);
    if (strcmp(how, "short") == 0) return SHORT;
    errno = atoi(how);
    return FAIL;
}

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))
#define HALF(bytes) ((bytes) > 1 ? (bytes) / 2 : (bytes))

#define OPEN(name)                                                                  \
    int name(const char *path, int flags, ...) {                                    \
        va_list rest;                                                               \
        va_start(rest, flags);                                                      \
        mode_t mode = va_arg(rest, mode_t);                                         \
        va_end(rest);                                                               \
        if (strikes("open") == FAIL) return -1;                                     \
        return REAL(int, name, const char *, int, ...)(path, flags, mode);          \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                \
    int name(int folder, const char *path, int flags, ...) {                        \
        va_list rest;                                                               \
        va_start(rest, flags);                                                      \
        mode_t mode = va_arg(rest, mode_t);                                         \
        va_end(rest);                                                               \
        if (strikes("open") == FAIL) return -1;                                     \
        return REAL(int, name, int, const char *, int, ...)(folder, path, flags, mode); \
    }
OPENAT(openat)
OPENAT(openat64)

ssize_t read(int file, void *bytes, size_t count) {
    int fault = strikes("read");
    if (fault == FAIL) return -1;
    return REAL(ssize_t, read, int, void *, size_t)(file, bytes, fault == SHORT ? HALF(count) : count);
}

ssize_t write(int file, const void *bytes, size_t count) {
    int fault = strikes("write");
    if (fault == FAIL) return -1;
    return REAL(ssize_t, write, int, const void *, size_t)(file, bytes, fault == SHORT ? HALF(count) : count);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    int fault = strikes("write");
    if (fault == FAIL) return -1;
    return REAL(ssize_t, writev, int, const struct iovec *, int)(file, parts, fault == SHORT ? HALF(count) : count);
}

#define PWRITE(name)                                                                \
    ssize_t name(int file, const void *bytes, size_t count, off_t place) {          \
        int fault = strikes("write");                                               \
        if (fault == FAIL) return -1;                                               \
        return REAL(ssize_t, name, int, const void *, size_t, off_t)(               \
            file, bytes, fault == SHORT ? HALF(count) : count, place);              \
    }
PWRITE(pwrite)
PWRITE(pwrite64)

#define SYNC(name)                                                                  \
    int name(int file) {                                                            \
        if (strikes("fsync") == FAIL) return -1;                                    \
        return REAL(int, name, int)(file);                                          \
    }
SYNC(fsync)
SYNC(fdatasync)

int rename(const char *from, const char *to) {
    if (strikes("rename") == FAIL) return -1;
    return REAL(int, rename, const char *, const char *)(from, to);
}

#define TRUNCATE(name)                                                              \
    int name(int file, off_t length) {                                              \
        if (strikes("ftruncate") == FAIL) return -1;                                \
        return REAL(int, name, int, off_t)(file, length);                           \
    }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

/* A file is closed even where the system says that closing failed. */
int close(int file) {
    int closed = REAL(int, close, int)(file);
    return strikes("close") == FAIL ? -1 : closed;
}
