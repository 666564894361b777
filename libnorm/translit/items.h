/* translit/items.h - a text as letters of a program: what the rules see.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRANSLIT_ITEMS_H
#define NRM_TRANSLIT_ITEMS_H

#include "translit/system.h"

#define NRM_ITEM_UPPER   1U  /* is a capital */
#define NRM_ITEM_UPPERS  2U  /* stands for several letters, all of them capitals */
#define NRM_ITEM_WORD    4U  /* inside a word */
#define NRM_ITEM_CASED   8U  /* has a capital, or is one */
#define NRM_ITEM_SIGN    32U /* in a word when between letters */
#define NRM_ITEM_UNKNOWN 64U /* a letter that the rules do not know */
#define NRM_ITEM_END     128U

/* The flags of a map entry are those of an item, but for their place. */
#define NRM_ITEM_FLAGS(entry)                                                                      \
    (((entry) >> 12 & (NRM_ITEM_WORD | NRM_ITEM_CASED)) | ((entry)&NRM_ITEM_UPPER))

typedef struct nrm_item {
    uint32_t pos;    /* byte in the text; of nrm_sounds: index of the code point */
    uint16_t letter; /* number in the program */
    uint8_t flags;
} nrm_item;

typedef struct nrm_items {
    nrm_item *at; /* at[-1] and at[count] are sentinels: NRM_LETTER_EDGE, NRM_ITEM_END */
    size_t count;
    size_t room;   /* without the sentinels */
    bool ask_nfc;  /* the text may not be in NFC */
    bool has_mark; /* a combining mark went in */
    bool has_unknown, has_sames, has_signs;
} nrm_items;

/* Adds a code point that the program's map marks as special, or drops it. */
void nrm_items_special(const nrm_program *program, nrm_items *items, uint32_t cp, uint32_t entry,
                       uint32_t pos);
/* Whether a letter may end the first two of a `same`: entry is the second of one, and another
 * begins with the letter before it. */
static inline bool nrm_items_may_join(const nrm_program *program, const nrm_items *items,
                                      uint32_t entry)
{
    return (entry & NRM_ENTRY_SECOND) != 0 && items->count > 0 &&
           nrm_program_letter(program, items->at[items->count - 1].letter)[6] > 0;
}

/* What is left to do when all letters are in: look-alikes of script, `same`, signs. */
void nrm_items_finish(const nrm_program *program, norm_str text, nrm_script script,
                      nrm_items *items);
/* The same for a word of nrm_sounds. */
void nrm_items_finish_word(const nrm_program *program, nrm_items *items);

#endif
