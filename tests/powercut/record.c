/* Writes down what a program does to the files below one folder, in order, so that a test can build the disk as it may look after a power cut
 * at any moment. Loaded in front of the C library (LD_PRELOAD). With RECORD_FOLDER and RECORD_LOG in the environment:
 *
 *   w  bytes written at an offset       t  a file cut or grown to a length     u  a file unlinked
 *   b  a sync began (its number)        s  the sync with that number is done, of a file or of a folder
 *   r  a file or folder renamed (both paths, a zero byte between them)         m  a folder made
 *
 * A write that is logged between `b` and `s` of a sync may have missed it. While the file RECORD_FAIL is there each sync fails with EIO; while
 * RECORD_FULL is there no file may grow: ENOSPC.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = dlsym(RTLD_NEXT, #name)

static int journal = -1;
static const char *folder, *fail, *full;
static size_t folder_length;
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static uint64_t syncs;

struct head {
    char what;
    char unused[3];
    uint32_t path_length;
    uint64_t offset, length;
};

__attribute__((constructor)) static void begin(void) {
    const char *to = getenv("RECORD_LOG");
    folder = getenv("RECORD_FOLDER");
    fail = getenv("RECORD_FAIL");
    full = getenv("RECORD_FULL");
    if (!folder || !to) return;
    folder_length = strlen(folder);
    journal = open(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void record(char what, const char *path, size_t path_length, uint64_t offset, const void *bytes, uint64_t length, int with_bytes) {
    struct head head = {what, {0}, (uint32_t)path_length, offset, length};
    struct iovec parts[3] = {{&head, sizeof head}, {(void *)path, path_length}, {(void *)bytes, with_bytes ? length : 0}};
    int kept = errno;
    pthread_mutex_lock(&one_at_a_time);
    /* A log with a hole would be worse than none. */
    size_t whole = sizeof head + path_length + (with_bytes ? length : 0);
    if (writev(journal, parts, 3) != (ssize_t)whole) {
        dprintf(2, "the recorder has no room for its log\n");
        abort();
    }
    pthread_mutex_unlock(&one_at_a_time);
    errno = kept;
}

static int below(const char *path) {
    return journal >= 0 && !strncmp(path, folder, folder_length) && path[folder_length] == '/';
}

/* The path behind a descriptor, where it lies in the folder or is the folder. */
static int path_of(int descriptor, char *path, size_t room) {
    char link[64];
    if (journal < 0 || descriptor == journal) return 0;
    int kept = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, room - 1);
    errno = kept;
    if (length < 0) return 0;
    path[length] = 0;
    return !strcmp(path, folder) || below(path);
}

static int there(const char *file) {
    int kept = errno;
    int is = file && access(file, F_OK) == 0;
    errno = kept;
    return is;
}

/* Whether these bytes would make the file longer, and there is no room. */
static int no_room(int descriptor, off_t end) {
    struct stat now;
    if (!there(full) || fstat(descriptor, &now) != 0 || end <= now.st_size) return 0;
    errno = ENOSPC;
    return 1;
}

#define PLACE \
    char path[4096]; \
    int ours = path_of(descriptor, path, sizeof path)
#define WROTE(at) \
    if (ours && done > 0) record('w', path, strlen(path), (uint64_t)(at), bytes, (uint64_t)done, 1); \
    return done

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t at) {
    REAL(pwrite64);
    PLACE;
    if (ours && no_room(descriptor, at + (off64_t)length)) return -1;
    ssize_t done = real(descriptor, bytes, length, at);
    WROTE(at);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t at) {
    REAL(pwrite);
    PLACE;
    if (ours && no_room(descriptor, at + (off_t)length)) return -1;
    ssize_t done = real(descriptor, bytes, length, at);
    WROTE(at);
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
    REAL(write);
    PLACE;
    off_t at = ours ? lseek(descriptor, 0, SEEK_CUR) : 0;
    if (ours && no_room(descriptor, at + (off_t)length)) return -1;
    ssize_t done = real(descriptor, bytes, length);
    WROTE(at);
}

static int cut(int descriptor, off_t to, int done) {
    PLACE;
    if (ours && !done) record('t', path, strlen(path), (uint64_t)to, NULL, 0, 0);
    return done;
}

int ftruncate64(int descriptor, off64_t to) {
    REAL(ftruncate64);
    return cut(descriptor, to, real(descriptor, to));
}

int ftruncate(int descriptor, off_t to) {
    REAL(ftruncate);
    return cut(descriptor, to, real(descriptor, to));
}

static int synced(int descriptor, int (*real)(int)) {
    PLACE;
    if (!ours) return real(descriptor);
    if (there(fail)) {
        errno = EIO;
        return -1;
    }
    /* Several programs may write into one log. */
    uint64_t number = ((uint64_t)getpid() << 32) + __atomic_add_fetch(&syncs, 1, __ATOMIC_SEQ_CST);
    record('b', path, strlen(path), number, NULL, 0, 0);
    int done = real(descriptor);
    if (!done) record('s', path, strlen(path), number, NULL, 0, 0);
    return done;
}

int fsync(int descriptor) {
    REAL(fsync);
    return synced(descriptor, real);
}

int fdatasync(int descriptor) {
    REAL(fdatasync);
    return synced(descriptor, real);
}

int unlink(const char *path) {
    REAL(unlink);
    int done = real(path);
    if (!done && below(path)) record('u', path, strlen(path), 0, NULL, 0, 0);
    return done;
}

int rename(const char *from, const char *to) {
    REAL(rename);
    int done = real(from, to);
    if (!done && below(from)) {
        char both[8192];
        int length = snprintf(both, sizeof both, "%s%c%s", from, 0, to);
        record('r', both, (size_t)length, 0, NULL, 0, 0);
    }
    return done;
}

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    int done = real(path, mode);
    if (!done && below(path)) record('m', path, strlen(path), 0, NULL, 0, 0);
    return done;
}
