/* tools/dev/gen_places.c - prints tables/names/places_cldr.tsv from ICU's CLDR data.
 * SPDX-License-Identifier: MIT
 *
 *     cc -std=c11 -o gen_places tools/dev/gen_places.c $(pkg-config --cflags --libs icu-i18n)
 *     ./gen_places tables/names/places.tsv > tables/names/places_cldr.tsv
 *
 * Countries: the region names of CLDR with their short and variant forms, for all codes of ISO
 * 3166-1. Cities: the exemplar cities of CLDR's time zones, but for those named after their
 * country, which is there already, and for those whose names sound alike in all languages, which
 * need no table: the classes of their consonants, romanised by ICU, are the same. Those that
 * places.tsv has further names of stay, so that any two names meet. The output depends on that
 * file and the version of ICU alone.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <unicode/uversion.h>

#define NAME_MAX  128 /* UTF-16 units; CLDR 42 has no longer name that could be of use */
#define BYTES_MAX (3 * NAME_MAX + 1)
#define FORMS_MAX 16
#define WORDS_MAX 5 /* PHRASE_PARTS of name/token.c: longer names are not found */
#define ID_MAX    64
#define LEAST     3 /* letters: UK and the like mean too many things */

#define LEN(array) (sizeof(array) / sizeof(*(array)))

#define ICU_TREE(branch) U_ICUDATA_NAME "-" branch

/* English first. Those of tables/sounds whose names of countries are of use in the region. */
static const char *const languages[] = {"en", "de", "fr", "es", "it", "pl", "tr", "az", "ru",
                                        "uk", "be", "hy", "ka", "fa", "ar", "he", "el", "kk"};

#define LANGUAGES LEN(languages)

/* Exceptional reservations of ISO 3166-1 that are parts of Spain. */
static const char *const no_countries[] = {"EA", "IC"};

/* Zones named after a peninsula or islands, which are countries of the list or no city. */
static const char *const no_cities[] = {"Asia/Kamchatka",  "Atlantic/Canary",  "Indian/Comoro",
                                        "Atlantic/Faeroe", "Pacific/Johnston", "Pacific/Midway",
                                        "Pacific/Wake",    "Indian/Chagos"};

typedef struct place {
    char id[ID_MAX];
    char forms[LANGUAGES][FORMS_MAX][BYTES_MAX];
    size_t counts[LANGUAGES];
} place;

static UTransliterator *to_latin;

static void die(const char *what)
{
    fprintf(stderr, "gen_places: %s\n", what);
    exit(EXIT_FAILURE);
}

/* The string at table/key/subkey in one language, without inheritance from the root, whose names
 * are codes. */
static bool read_string(const char *tree, const char *lang, const char *table, const char *key,
                        const char *subkey, UChar name[NAME_MAX])
{
    UErrorCode status = U_ZERO_ERROR;
    UResourceBundle *bundle = ures_open(tree, lang, &status);
    UResourceBundle *entry = ures_getByKey(bundle, table, NULL, &status);
    const UChar *text;
    int32_t length = 0;
    bool is_there;

    if (subkey != NULL)
        entry = ures_getByKey(entry, key, entry, &status);
    text = ures_getStringByKey(entry, subkey != NULL ? subkey : key, &length, &status);
    is_there = U_SUCCESS(status) && length < NAME_MAX;
    if (is_there) {
        u_memcpy(name, text, length);
        name[length] = 0;
    }
    ures_close(entry);
    ures_close(bundle);
    return is_there;
}

static bool is_dash(UChar c)
{
    return u_charType(c) == U_DASH_PUNCTUATION;
}

static bool is_letter(UChar c)
{
    return u_isalpha(c) || U_MASK(u_charType(c)) & U_GC_M_MASK;
}

/* Lower case, without what stands in brackets; one blank or hyphen between words, as the
 * dictionary has them. */
static void tidy(const char *lang, const UChar *name, UChar out[NAME_MAX])
{
    UChar lower[NAME_MAX];
    UErrorCode status = U_ZERO_ERROR;
    size_t count = 0;
    bool in_brackets = false;
    bool gap = false;
    bool hyphen = false;

    u_strToLower(lower, NAME_MAX, name, -1, lang, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING)
        die("a name is too long");
    for (const UChar *c = lower; *c != 0; c++) {
        if (*c == '(' || *c == ')') {
            in_brackets = *c == '(';
            gap = true;
        } else if (in_brackets) {
            continue;
        } else if (is_letter(*c) || (count > 0 && !gap && (*c == '\'' || *c == 0x2019))) {
            if (gap && count > 0)
                out[count++] = hyphen ? '-' : ' ';
            out[count++] = *c;
            gap = hyphen = false;
        } else {
            hyphen = !gap && is_dash(*c);
            gap = true;
        }
    }
    out[count] = 0;
}

static size_t count_words(const char *form)
{
    size_t count = 1;

    for (; *form != '\0'; form++)
        count += *form == ' ' || *form == '-';
    return count;
}

static size_t count_letters(const char *form)
{
    size_t count = 0;

    for (; *form != '\0'; form++)
        count += ((unsigned char)*form & 0xC0U) != 0x80U; /* not inside a letter of UTF-8 */
    return count;
}

static void add_form(place *p, size_t lang, const char *form)
{
    size_t i;

    if (count_letters(form) < LEAST || count_words(form) > WORDS_MAX)
        return;
    for (i = 0; i < p->counts[lang]; i++) {
        if (strcmp(p->forms[lang][i], form) == 0)
            return;
    }
    if (i == FORMS_MAX)
        die("too many forms");
    strcpy(p->forms[lang][p->counts[lang]++], form);
}

/* The name with `to` in the place of `from`, where it has it. */
static void add_with(place *p, size_t lang, const char *form, const char *from, const char *to)
{
    const char *at = strstr(form, from);
    char other[2 * BYTES_MAX];

    if (at == NULL)
        return;
    snprintf(other, sizeof(other), "%.*s%s%s", (int)(at - form), form, to, at + strlen(from));
    if (strlen(other) < BYTES_MAX)
        add_form(p, lang, other);
}

static void add_name(place *p, size_t lang, const UChar *name)
{
    static const UChar and[] = {'&', 0};
    UChar form[NAME_MAX];
    char bytes[BYTES_MAX];
    UErrorCode status = U_ZERO_ERROR;

    tidy(languages[lang], name, form);
    u_strToUTF8(bytes, BYTES_MAX, NULL, form, -1, &status);
    if (U_FAILURE(status))
        die(u_errorName(status));
    add_form(p, lang, bytes);
    if (strcmp(languages[lang], "ru") == 0)
        add_with(p, lang, bytes, "о-ва", "острова");
    if (strcmp(languages[lang], "en") != 0)
        return;
    if (strncmp(bytes, "st ", 3) == 0)
        add_with(p, lang, bytes, "st ", "saint ");
    if (u_strstr(name, and) != NULL) { /* tidy left it out */
        UChar spelled[NAME_MAX + 2];
        const UChar *at = u_strstr(name, and);

        u_memcpy(spelled, name, (int32_t)(at - name));
        u_memcpy(spelled + (at - name), u"and", 3);
        u_strcpy(spelled + (at - name) + 3, at + 1);
        add_name(p, lang, spelled);
    }
}

static void print_place(const place *p, const char *kind)
{
    for (size_t lang = 0; lang < LANGUAGES; lang++) {
        if (p->counts[lang] > 0)
            printf("%s\t%s\t%s\t", p->id, kind, languages[lang]);
        for (size_t i = 0; i < p->counts[lang]; i++)
            printf("%s%c", p->forms[lang][i], i + 1 < p->counts[lang] ? '|' : '\n');
    }
}

static void print_country(const char *code)
{
    static const char *const tables[] = {"Countries", "Countries%short", "Countries%variant"};
    place *p = calloc(1, sizeof(*p));
    UChar name[NAME_MAX];

    if (p == NULL)
        die("out of memory");
    snprintf(p->id, sizeof(p->id), "%c%c", code[0] | 0x20, code[1] | 0x20);
    for (size_t lang = 0; lang < LANGUAGES; lang++) {
        for (size_t i = 0; i < LEN(tables); i++) {
            if (read_string(ICU_TREE("region"), languages[lang], tables[i], code, NULL, name))
                add_name(p, lang, name);
        }
    }
    print_place(p, "country");
    free(p);
}

/* The classes of a form's consonants: what one word sounds like in any language. */
static void skeleton_of(const char *form, char out[BYTES_MAX])
{
    static const char letters[] = "bpfvgkqcxhdtszjmnrl";
    static const char classes[] = "PPPPKKKKKKTTSSSMNRL";
    UChar text[8 * NAME_MAX];
    int32_t length;
    int32_t limit;
    UErrorCode status = U_ZERO_ERROR;
    size_t count = 0;

    u_strFromUTF8(text, 8 * NAME_MAX, &length, form, -1, &status);
    limit = length;
    utrans_transUChars(to_latin, text, &length, 8 * NAME_MAX, 0, &limit, &status);
    if (U_FAILURE(status))
        die(u_errorName(status));
    for (int32_t i = 0; i < length; i++) {
        const char *at = text[i] < 0x80 && text[i] != 0 ? strchr(letters, (char)text[i]) : NULL;
        char class = at != NULL ? classes[at - letters] : '\0';

        if (class != '\0' && (count == 0 || out[count - 1] != class))
            out[count++] = class;
    }
    out[count] = '\0';
}

static bool sounds_alike(const place *p)
{
    char first[BYTES_MAX];
    char other[BYTES_MAX];

    skeleton_of(p->forms[0][0], first);
    for (size_t lang = 0; lang < LANGUAGES; lang++) {
        for (size_t i = 0; i < p->counts[lang]; i++) {
            skeleton_of(p->forms[lang][i], other);
            if (strcmp(first, other) != 0)
                return false;
        }
    }
    return true;
}

/* Is the city's English name that of its country or the beginning of it (Luxembourg)? */
static bool is_of_country(const char *code, const UChar *city)
{
    UChar country[NAME_MAX];
    int32_t length = u_strlen(city);

    return read_string(ICU_TREE("region"), "en", "Countries", code, NULL, country) &&
           u_strncmp(country, city, length) == 0 && !u_isalpha(country[length]);
}

/* "hong_kong" of Asia/Hong_Kong. */
static void make_id(char id[ID_MAX], const char *zone_city)
{
    size_t count = 0;

    for (; *zone_city != '\0' && count + 1 < ID_MAX; zone_city++)
        id[count++] = (char)(*zone_city == '-' ? '_' : u_tolower(*zone_city));
    id[count] = '\0';
}

static bool is_in(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, list[i]) == 0)
            return true;
    }
    return false;
}

/* Has places.tsv rows of this place? */
static bool is_wanted(const char *path, const char *id)
{
    FILE *file = fopen(path, "r");
    char line[4096];
    size_t length = strlen(id);
    bool is_there = false;

    if (file == NULL)
        die(path);
    while (!is_there && fgets(line, sizeof(line), file) != NULL)
        is_there = strncmp(line, id, length) == 0 && line[length] == '\t';
    fclose(file);
    return is_there;
}

static void print_city(const char *path, const char *code, const char *zone)
{
    const char *zone_city = strrchr(zone, '/') + 1;
    char key[ID_MAX];
    UChar name[NAME_MAX];
    place *p;

    /* Stations, and the small towns of America/Indiana/Knox. */
    if (strncmp(zone, "Antarctica/", 11) == 0 || strchr(zone, '/') != zone_city - 1)
        return;
    if (is_in(zone, no_cities, LEN(no_cities)))
        return;
    p = calloc(1, sizeof(*p));
    if (p == NULL)
        die("out of memory");
    make_id(p->id, zone_city);
    snprintf(key, sizeof(key), "%s", zone);
    *strchr(key, '/') = ':'; /* CLDR writes Asia:Yerevan */
    for (size_t lang = 0; lang < LANGUAGES; lang++) {
        bool is_there =
            read_string(ICU_TREE("zone"), languages[lang], "zoneStrings", key, "ec", name);

        /* UTS #35 part 4: the root has the name in Latin letters, else it is the id's last part. */
        if (!is_there && lang == 0 &&
            !read_string(ICU_TREE("zone"), "root", "zoneStrings", key, "ec", name))
            u_uastrcpy(name, zone_city);
        for (UChar *c = name; lang == 0 && *c != 0; c++)
            *c = *c == '_' ? ' ' : *c;
        if (lang == 0 && is_of_country(code, name)) {
            free(p);
            return;
        }
        if (is_there || lang == 0)
            add_name(p, lang, name);
    }
    if (!sounds_alike(p) || is_wanted(path, p->id))
        print_place(p, "city");
    free(p);
}

static void print_cities(const char *path, const char *code)
{
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration *zones =
        ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, code, NULL, &status);
    const char *zone;

    while ((zone = uenum_next(zones, NULL, &status)) != NULL)
        print_city(path, code, zone);
    uenum_close(zones);
    if (U_FAILURE(status))
        die(u_errorName(status));
}

int main(int argc, char **argv)
{
    UErrorCode status = U_ZERO_ERROR;

    if (argc != 2)
        die("usage: gen_places tables/names/places.tsv");
    to_latin =
        utrans_openU(u"Any-Latin; Latin-ASCII; Lower", -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status))
        die(u_errorName(status));
    printf("# places_cldr.tsv - names of countries, and of cities whose names are not each other's "
           "transliteration.\n"
           "# Source: Unicode CLDR as ICU %s has it; licence Unicode. Do not edit: written by "
           "tools/dev/gen_places.c.\n"
           "place\tkind\tlang\tnames\n",
           U_ICU_VERSION);
    for (const char *const *code = uloc_getISOCountries(); *code != NULL; code++) {
        if (!is_in(*code, no_countries, LEN(no_countries)))
            print_country(*code);
    }
    for (const char *const *code = uloc_getISOCountries(); *code != NULL; code++)
        print_cities(argv[1], *code);
    utrans_close(to_latin);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
