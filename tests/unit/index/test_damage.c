/* unit/index/test_damage.c - damaged indexes are refused, and those that hide it do no harm.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "base/hash.h"
#include "index/format.h"
#include "support/alloc_probe.h"

#define COUNT NRM_LEN(villages)

/* A copy of just its size, so that ASan sees any read past the end. */
static char *copy_of(norm_str image, size_t size)
{
    char *copy = malloc(size > 0 ? size : 1);

    cr_assert_not_null(copy);
    memcpy(copy, image.ptr, size);
    return copy;
}

Test(damage, cut_files_are_refused)
{
    norm_model *model = open_model(NULL);
    norm_str image = build_villages(model);
    size_t size;

    for (size = 0; size < image.len; size += 64) {
        char *copy = copy_of(image, size);
        nrm_index index;
        norm_error err = {.message = ""};

        cr_expect_eq(open_image(model, (norm_str){copy, size}, true, &index, &err), NORM_E_FORMAT,
                     "%zu bytes: %s", size, err.message);
        free(copy);
    }
    free_image(image);
    norm_model_close(model);
}

Test(damage, a_flipped_bit_is_refused)
{
    norm_model *model = open_model(NULL);
    norm_str image = build_villages(model);
    char *copy = copy_of(image, image.len);
    size_t i;

    for (i = 0; i < image.len; i += i < NRM_INDEX_HEADER ? 1 : 7) {
        nrm_index index;
        norm_status status;

        copy[i] = (char)(copy[i] ^ 0x10);
        status = open_image(model, (norm_str){copy, image.len}, true, &index, NULL);
        cr_expect_eq(status, i == 7 ? NORM_E_VERSION : NORM_E_FORMAT, "byte %zu", i);
        copy[i] = (char)(copy[i] ^ 0x10);
    }
    free(copy);
    free_image(image);
    norm_model_close(model);
}

Test(damage, other_tables_are_refused)
{
    norm_model *model = open_model(NULL);
    norm_str image = build_villages(model);
    nrm_index index;
    norm_error err;

    cr_expect_eq(nrm_index_open(image.ptr, image.len, model->tables_hash + 1, &model->encoder, true,
                                &index, &err),
                 NORM_E_VERSION);
    cr_expect_eq(index.name_count, 0);
    free_image(image);
    norm_model_close(model);
}

/* Puts the hash of the header right, so that only the content is wrong. */
static void hide(char *image)
{
    uint64_t hash = nrm_hash((norm_str){image, NRM_INDEX_CHECK}, NRM_INDEX_SEED);
    size_t i;

    for (i = 0; i < 8; i++)
        image[NRM_INDEX_CHECK + i] = (char)(hash >> (8 * i));
}

/* Someone may compute the hashes anew: then nothing is promised but that no
 * byte outside is read and that a lookup ends. */
Test(damage, that_hides_does_no_harm)
{
    static const char *const queries[] = {"Yeraskh", "Şuşa rayonu", "Yeniköy", "თბილისი", ""};
    norm_model *model = open_model(NULL);
    norm_str image = build_villages(model);
    size_t refused = 0;
    size_t opened = 0;
    size_t i;
    size_t q;

    for (i = 16; i < image.len; i += 3) {
        char *copy = copy_of(image, image.len);
        nrm_index index;

        copy[i] = (char)(copy[i] ^ (i % 2 == 0 ? 0xFF : 0x01));
        hide(copy);
        if (open_image(model, (norm_str){copy, image.len}, false, &index, NULL) != NORM_OK) {
            refused++;
            free(copy);
            continue;
        }
        opened++;
        for (q = 0; q < NRM_LEN(queries); q++) {
            norm_str ids[8];
            size_t count = NRM_LEN(ids);
            norm_status status = look_up(model, &index, queries[q], "TR", ids, &count);

            cr_expect(status == NORM_OK || status == NORM_E_FORMAT, "byte %zu: %d", i, (int)status);
        }
        free(copy);
    }
    cr_expect_gt(refused, 0);
    cr_expect_gt(opened, 0);
    free_image(image);
    norm_model_close(model);
}

/* Builds, opens and looks up with one request for memory refused. */
static norm_status all_steps(const norm_model *model)
{
    nrm_index_builder builder;
    nrm_index index;
    norm_str image = {NULL, 0};
    norm_str ids[4];
    size_t count = NRM_LEN(ids);
    norm_status status = NORM_OK;
    size_t i;

    nrm_index_builder_init(&builder, &model->encoder, model->tables_hash, &model->alloc);
    for (i = 0; i < COUNT && status == NORM_OK; i++) {
        norm_index_row added = row_of(&villages[i]);

        status = nrm_index_builder_take(&builder, &added, NULL);
    }
    if (status == NORM_OK)
        status = nrm_index_builder_finish(&builder, &image, NULL);
    if (status == NORM_OK)
        status = open_image(model, image, true, &index, NULL);
    if (status == NORM_OK)
        status = look_up(model, &index, "Yeniköy", "", ids, &count);
    nrm_index_builder_dispose(&builder);
    return status;
}

Test(damage, every_refused_allocation_is_reported)
{
    alloc_probe probe;
    norm_model *model;
    size_t before;
    size_t calls;
    size_t live;
    size_t i;

    alloc_probe_init(&probe, 0);
    model = open_model(&probe.hook);
    before = probe.calls;
    live = probe.live_bytes;
    cr_assert_eq(all_steps(model), NORM_OK);
    calls = probe.calls - before;
    cr_assert_gt(calls, 10);
    for (i = 1; i <= calls; i++) {
        probe.fail_at = probe.calls + i;
        probe.fail_count = 1;
        cr_expect_eq(all_steps(model), NORM_E_NOMEM, "request %zu of %zu", i, calls);
        cr_expect_eq(probe.live_bytes, live, "request %zu leaks", i);
    }
    norm_model_close(model);
    cr_expect(alloc_probe_clean(&probe));
}
