/* tools/dev/gen_word_keys.c - prints the keys of the words of names, for word_frequency.py.
 * SPDX-License-Identifier: MIT
 *
 *     B=build/release/libnorm
 *     cc -std=c11 -o gen_word_keys -Ilibnorm -Ilibnorm/include -I$B/include
 * tools/dev/gen_word_keys.c \ $B/libnormnames.a $(pkg-config --libs icu-i18n icu-uc libutf8proc)
 * -lm -lpthread
 *
 * Reads lines of kind (place, person, org), language (may be empty) and name, with tabs between;
 * prints for each a line of the keys (compare/rarity.h) of the words that count, with blanks
 * between; an empty line for a name that cannot be read. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libnorm/norm.h>

#include "api/internal.h"
#include "base/str.h"
#include "compare/encode.h"

#define LINE_BYTES 65536 /* a longer line is two */

static norm_kind kind_of(norm_str name)
{
    return nrm_str_eq_c(name, "place")    ? NORM_KIND_PLACE
           : nrm_str_eq_c(name, "person") ? NORM_KIND_PERSON
                                          : NORM_KIND_ORG;
}

static void print_keys(norm_ctx *ctx, const nrm_alphabet *alphabet, norm_str line)
{
    norm_str kind = nrm_str_cut(&line, '\t');
    norm_str lang = nrm_str_cut(&line, '\t');
    const norm_name *name;
    const char *between = "";
    size_t i;

    if (norm_encode(ctx, line, lang, kind_of(kind), &name, NULL) == NORM_OK) {
        for (i = 0; i < name->word_count; i++) {
            const nrm_word *word = &nrm_name_words(name)[i];

            if (word->sound_count == 0 ||
                (word->role != NRM_ROLE_WORD && word->role != NRM_ROLE_PATRONYMIC))
                continue;
            printf("%s%08" PRIx32, between,
                   nrm_rarity_key(alphabet, nrm_name_sounds(name) + word->sound_begin,
                                  word->sound_count));
            between = " ";
        }
    }
    printf("\n");
    norm_ctx_reset(ctx);
}

int main(void)
{
    static char line[LINE_BYTES];
    norm_error err = {.message = ""};
    norm_model *model;
    norm_ctx *ctx;

    if (norm_model_open_builtin(NULL, &model, &err) != NORM_OK ||
        norm_ctx_open(model, &ctx, &err) != NORM_OK) {
        fprintf(stderr, "gen_word_keys: %s\n", err.message);
        return EXIT_FAILURE;
    }
    while (fgets(line, sizeof line, stdin) != NULL) {
        size_t len = strcspn(line, "\n");

        print_keys(ctx, &model->alphabet, (norm_str){line, len});
    }
    norm_ctx_close(ctx);
    norm_model_close(model);
    return EXIT_SUCCESS;
}
