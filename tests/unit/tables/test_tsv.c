/* test_tsv.c - the project's own tables: comments, missing cells, lines in messages.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <string.h>

#include "base/alloc.h"
#include "tables/tsv.h"

static norm_status open_text(nrm_tsv *tsv, const char *text, norm_error *err)
{
    return nrm_tsv_open(tsv, norm_str_from("t.tsv"), norm_str_from(text), err);
}

Test(tsv, reads_rows_under_named_columns)
{
    nrm_tsv tsv;
    norm_error err;
    size_t name;
    bool more;

    cr_assert_eq(
        open_text(&tsv, "# a comment\n\nid\tname\tlang\n1\tԵրասխ\thy\n\n# x\n2\tErasx", &err),
        NORM_OK);
    cr_assert_eq(nrm_tsv_column(&tsv, "name", &name, &err), NORM_OK);
    cr_expect_eq(name, 1);
    cr_assert_eq(nrm_tsv_next(&tsv, &more, &err), NORM_OK);
    cr_expect(more);
    cr_expect(nrm_str_eq_c(tsv.cells[name], "Երասխ"));
    cr_expect_eq(tsv.line, 4);
    cr_assert_eq(nrm_tsv_next(&tsv, &more, &err), NORM_OK);
    cr_expect(more);
    cr_expect(nrm_str_eq_c(tsv.cells[name], "Erasx"), "a last line without its end counts");
    cr_expect_eq(tsv.cells[2].len, 0, "a missing cell is empty");
    cr_expect_eq(tsv.line, 7);
    cr_assert_eq(nrm_tsv_next(&tsv, &more, &err), NORM_OK);
    cr_expect_not(more);
    cr_assert_eq(nrm_tsv_next(&tsv, &more, &err), NORM_OK);
    cr_expect_not(more, "the end stays the end");
}

Test(tsv, takes_lines_that_end_in_cr_lf)
{
    nrm_tsv tsv;
    bool more;

    cr_assert_eq(open_text(&tsv, "a\tb\r\n1\t2\r\n", NULL), NORM_OK);
    cr_expect(nrm_str_eq_c(tsv.header[1], "b"));
    cr_assert_eq(nrm_tsv_next(&tsv, &more, NULL), NORM_OK);
    cr_expect(nrm_str_eq_c(tsv.cells[1], "2"));
}

Test(tsv, names_the_file_and_the_line_of_a_fault)
{
    static const struct {
        const char *text, *message;
        uint32_t line;
    } rows[] = {
        {"", "t.tsv: no header row", 1},
        {"# only\n\n", "t.tsv: no header row", 1},
        {"a\tb\n1\t2\t3\n", "t.tsv: 3 cells under 2 columns", 2},
        {"a\nx\n1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\t13\t14\t15\t16\t17\n",
         "t.tsv: more than 16 columns", 3},
    };
    size_t i;

    for (i = 0; i < NRM_LEN(rows); i++) {
        nrm_tsv tsv;
        norm_error err = {.status = NORM_OK};
        bool more = true;
        norm_status status = open_text(&tsv, rows[i].text, &err);

        while (status == NORM_OK && more)
            status = nrm_tsv_next(&tsv, &more, &err);
        cr_expect_eq(status, NORM_E_FORMAT, "row %zu", i);
        cr_expect_str_eq(err.message, rows[i].message, "row %zu", i);
        cr_expect_eq(err.line, rows[i].line, "row %zu: line %u", i, (unsigned)err.line);
    }
}

Test(tsv, a_missing_column_is_named)
{
    nrm_tsv tsv;
    norm_error err;
    size_t column;

    cr_assert_eq(open_text(&tsv, "id\tname\n", &err), NORM_OK);
    cr_expect_eq(nrm_tsv_column(&tsv, "lang", &column, &err), NORM_E_FORMAT);
    cr_expect_str_eq(err.message, "t.tsv: no column lang in the header");
}
