/* libnorm/base.h - the types that every call uses.
 * SPDX-License-Identifier: MIT
 *
 * Rules that hold everywhere:
 * - Strings are UTF-8 in a norm_str: a pointer and a length in bytes, with no
 *   NUL needed at the end. Input is borrowed for the call only.
 * - A function that can fail returns a norm_status and fills err, which is the
 *   caller's, may be NULL, and is written only on failure.
 * - Results of a call on a norm_ctx live in it until norm_ctx_reset(). Strings
 *   of a model live as long as the model. Nobody frees our memory.
 * - norm_model and norm_index are immutable: any number of threads may share
 *   them. norm_ctx and builders belong to one thread at a time.
 * - Option structs start with struct_size; fill them with their _init. */
#ifndef LIBNORM_BASE_H
#define LIBNORM_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libnorm/version.h>

#if defined(__GNUC__)
#define NORM_API __attribute__((visibility("default")))
#else
#define NORM_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef struct norm_str {
    const char *ptr; /* UTF-8, not NUL-terminated; may be NULL when len is 0 */
    size_t len;      /* bytes */
} norm_str;

typedef enum norm_status {
    NORM_OK = 0,
    NORM_E_ARG,         /* an argument that the function does not take */
    NORM_E_NOMEM,       /* the allocator said no */
    NORM_E_UTF8,        /* input is not valid UTF-8 */
    NORM_E_LIMIT,       /* input is larger than the limit that is documented */
    NORM_E_NOTFOUND,    /* no such system, language, file entry */
    NORM_E_FORMAT,      /* a file is damaged or not of this kind */
    NORM_E_VERSION,     /* a file of another version or another model */
    NORM_E_IO,          /* the operating system refused */
    NORM_E_UNSUPPORTED, /* built without the part that this needs */
    NORM_E_INTERNAL     /* a fault of the library */
} norm_status;

#define NORM_NO_OFFSET SIZE_MAX

typedef struct norm_error {
    norm_status status; /* the value that was returned */
    uint32_t line;      /* line in a text file, from 1; 0: not of a file */
    size_t offset;      /* byte in the input or file, or NORM_NO_OFFSET */
    char message[240];  /* UTF-8, NUL-terminated, one line, no dot at the end */
} norm_error;

/* Memory hook. resize(user, NULL, 0, n) allocates, resize(user, p, old, n)
 * changes the size, resize(user, p, old, 0) frees and returns NULL. It must be
 * safe to call from the threads that use the objects made with it. */
typedef struct norm_allocator {
    void *(*resize)(void *user, void *ptr, size_t old_size, size_t new_size);
    void *user;
} norm_allocator;

/* A C string as a norm_str; NULL gives the empty string. */
NORM_API norm_str norm_str_from(const char *text);

/* "0.1.0"; static. */
NORM_API const char *norm_version(void);

/* One or two English words for a status; static. */
NORM_API const char *norm_status_text(norm_status status);

#ifdef __cplusplus
}
#endif

#endif
