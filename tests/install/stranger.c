/* install/stranger.c - a user's program: transliterates one name with the installed library.
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include <libnorm/norm.h>

int main(void)
{
    norm_error err;
    norm_model *model = NULL;
    norm_ctx *ctx = NULL;
    const norm_system *system;
    norm_str out = {NULL, 0};
    int ok = 0;

    if (norm_model_open_builtin(NULL, &model, &err) == NORM_OK &&
        norm_ctx_open(model, &ctx, &err) == NORM_OK) {
        system = norm_system_find(model, norm_str_from("hy-bgn"));
        ok = system != NULL &&
             norm_transliterate(ctx, system, norm_str_from("Երասխ"), false, &out, &err) == NORM_OK;
    }
    ok = ok && out.len == 7 && memcmp(out.ptr, "Yeraskh", 7) == 0;
    if (!ok)
        fprintf(stderr, "stranger: Yeraskh expected\n");
    norm_ctx_close(ctx);
    norm_model_close(model);
    return ok ? 0 : 1;
}
