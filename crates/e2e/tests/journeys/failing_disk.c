/* A disk that fails while a file of this name is there: nothing is flushed, and whoever asks is told so. Loaded before the C
 * library by LD_PRELOAD; what is written stands in the system's memory as it would after a failed flush. */
#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static int flushed(long call, int fd) {
    const char *failing = getenv("DISK_FAILS_WHILE");
    if (failing && access(failing, F_OK) == 0) {
        errno = EIO;
        return -1;
    }
    return (int)syscall(call, fd);
}

int fsync(int fd) { return flushed(SYS_fsync, fd); }

int fdatasync(int fd) { return flushed(SYS_fdatasync, fd); }
