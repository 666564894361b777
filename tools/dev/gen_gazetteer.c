/* tools/dev/gen_gazetteer.c - prints countries.tsv and cities.tsv of the gazetteer from ICU's CLDR
 * data. SPDX-License-Identifier: MIT
 *
 *     cc -std=c11 -o gen_gazetteer tools/dev/gen_gazetteer.c $(pkg-config --cflags --libs icu-i18n)
 *     ./gen_gazetteer countries > tables/gazetteer/countries.tsv
 *     ./gen_gazetteer cities    > tables/gazetteer/cities.tsv
 *
 * Countries: the region names of CLDR with their short and variant forms, for ISO 3166-1 codes.
 * Cities: the exemplar cities of CLDR's time zones, with the country that the zone belongs to. A
 * zone named after its whole country (Luxembourg, Monaco) gives no city; one whose city stands in a
 * hand-written file (Yerevan) is left to that file. "# same" lines at the head of cities.tsv name
 * the names that two entities really share. The output depends on the version of ICU alone.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ucal.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

#define NAME_MAX_BYTES 256 /* the longest name of CLDR 42 in these languages takes 146 bytes */
#define ID_MAX_BYTES   64

#define ICU_TREE(branch) U_ICUDATA_NAME "-" branch

/* English first: the first row of an entity is its display name. */
static const char *const languages[] = {"en", "hy", "ru", "az", "ka", "uk", "tr", "fa", "be"};

/* Exceptional reservations of ISO 3166-1 that are parts of Spain. */
static const char *const not_countries[] = {"EA", "IC"};

/* Zones whose cities the hand-written files describe, then zones named after something that is no
 * city: a peninsula, or a country under a shorter name than CLDR's. */
static const char *const zones_left_out[] = {
    "Asia/Baku",          "Asia/Tbilisi",   "Asia/Tehran",      "Asia/Yerevan",
    "Europe/Istanbul",    "Europe/Kiev",    "Europe/Moscow",    "Europe/Simferopol",
    "America/St_Lucia",   "Asia/Kamchatka", "Asia/Macau",       "Atlantic/Faeroe",
    "Atlantic/St_Helena", "Indian/Comoro",  "Pacific/Johnston", "Pacific/Midway",
    "Pacific/Wake",
};

typedef struct {
    char id[ID_MAX_BYTES];
    char name[NAME_MAX_BYTES];
    const char *lang;
    char country[3]; /* empty for a country */
    const char *note;
} gaz_row;

typedef struct {
    gaz_row *rows;
    size_t count;
    size_t capacity;
} gaz_list;

static void die(const char *what)
{
    fprintf(stderr, "gen_gazetteer: %s\n", what);
    exit(EXIT_FAILURE);
}

static bool is_in(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, list[i]) == 0)
            return true;
    }
    return false;
}

/* Appends a row unless the entity, whose rows are the last ones, has the name already. */
static void add_row(gaz_list *list, const gaz_row *row)
{
    for (size_t i = list->count; i > 0 && strcmp(list->rows[i - 1].id, row->id) == 0; i--) {
        if (strcmp(list->rows[i - 1].name, row->name) == 0)
            return;
    }
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? 2 * list->capacity : 1024;
        list->rows = realloc(list->rows, list->capacity * sizeof(*list->rows));
        if (list->rows == NULL)
            die("out of memory");
    }
    list->rows[list->count++] = *row;
}

/* Reads the string at table/key of a resource tree in one language, without inheritance from the
 * root, whose names are codes. */
static bool read_string(const char *tree, const char *lang, const char *table, const char *key,
                        const char *subkey, char name[NAME_MAX_BYTES])
{
    UErrorCode status = U_ZERO_ERROR;
    UResourceBundle *bundle = ures_open(tree, lang, &status);
    UResourceBundle *entry = ures_getByKey(bundle, table, NULL, &status);
    const UChar *text;
    int32_t length = 0;

    if (subkey != NULL)
        entry = ures_getByKey(entry, key, entry, &status);
    text = ures_getStringByKey(entry, subkey != NULL ? subkey : key, &length, &status);
    if (U_SUCCESS(status))
        u_strToUTF8(name, NAME_MAX_BYTES, NULL, text, length, &status);
    ures_close(entry);
    ures_close(bundle);
    return U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING;
}

static void add_country(gaz_list *list, const char *code)
{
    static const struct {
        const char *table;
        const char *note;
    } forms[] = {{"Countries", ""}, {"Countries%short", "short"}, {"Countries%variant", "alt"}};
    gaz_row row = {0};

    snprintf(row.id, sizeof(row.id), "iso:%s", code);
    for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++) {
        row.lang = languages[i];
        for (size_t j = 0; j < sizeof(forms) / sizeof(*forms); j++) {
            row.note = forms[j].note;
            if (read_string(ICU_TREE("region"), row.lang, forms[j].table, code, NULL, row.name))
                add_row(list, &row);
        }
    }
}

/* Makes "nrm:ca-st-johns" of CA and St_Johns. */
static void make_id(char id[ID_MAX_BYTES], const char *country, const char *zone_city)
{
    size_t length =
        (size_t)snprintf(id, ID_MAX_BYTES, "nrm:%c%c-", country[0] | 0x20, country[1] | 0x20);

    for (const char *s = zone_city; *s != '\0' && length + 1 < ID_MAX_BYTES; s++) {
        if (*s == '_' || *s == '-')
            id[length++] = '-';
        else
            id[length++] = (char)(*s | 0x20); /* zone ids hold ASCII letters, '_', '-' and '/' */
    }
    id[length] = '\0';
}

/* Is the zone's English name that of a whole country or its beginning (Cocos, Isle of Man)? */
static bool names_a_country(const gaz_list *countries, const char *name)
{
    size_t length = strlen(name);

    for (size_t i = 0; i < countries->count; i++) {
        const gaz_row *row = &countries->rows[i];

        if (strcmp(row->lang, "en") == 0 && strncmp(row->name, name, length) == 0 &&
            (row->name[length] == '\0' || row->name[length] == ' '))
            return true;
    }
    return false;
}

/* Lower_Princes is Lower Princes. */
static void use_zone_city(char name[NAME_MAX_BYTES], const char *zone_city)
{
    snprintf(name, NAME_MAX_BYTES, "%s", zone_city);
    for (char *s = name; *s != '\0'; s++)
        *s = *s == '_' ? ' ' : *s;
}

static void add_city(gaz_list *list, const gaz_list *countries, const char *code, const char *zone)
{
    const char *zone_city = strrchr(zone, '/') + 1;
    char key[ID_MAX_BYTES];
    gaz_row row = {0};

    if (is_in(zone, zones_left_out, sizeof(zones_left_out) / sizeof(*zones_left_out)))
        return;
    /* Stations, and the small towns of America/Indiana/Knox: names too common to be worth it. */
    if (strncmp(zone, "Antarctica/", 11) == 0 || strchr(zone, '/') != zone_city - 1)
        return;
    snprintf(key, sizeof(key), "%s", zone);
    for (char *s = key; *s != '\0'; s++)
        *s = *s == '/' ? ':' : *s; /* CLDR writes Asia:Yerevan */

    memcpy(row.country, code, 3);
    make_id(row.id, code, zone_city);
    row.note = "";
    for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++) {
        row.lang = languages[i];
        if (!read_string(ICU_TREE("zone"), row.lang, "zoneStrings", key, "ec", row.name)) {
            if (i > 0)
                continue;
            /* UTS #35 part 4: root has the name in Latin letters, else it is the id's last part. */
            if (!read_string(ICU_TREE("zone"), "root", "zoneStrings", key, "ec", row.name))
                use_zone_city(row.name, zone_city);
        }
        if (i == 0 && names_a_country(countries, row.name))
            return;
        add_row(list, &row);
    }
}

static void add_cities(gaz_list *list, const gaz_list *countries, const char *code)
{
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration *zones =
        ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, code, NULL, &status);
    const char *zone;

    while ((zone = uenum_next(zones, NULL, &status)) != NULL)
        add_city(list, countries, code, zone);
    uenum_close(zones);
    if (U_FAILURE(status))
        die(u_errorName(status));
}

/* A city may bear a country's name, or another city's, in one of the languages (Алжир). */
static void print_shared_names(const gaz_list *cities, const gaz_list *countries)
{
    for (size_t i = 0; i < cities->count; i++) {
        const gaz_row *row = &cities->rows[i];

        for (size_t j = 0; j < countries->count; j++) {
            if (strcmp(row->name, countries->rows[j].name) == 0)
                printf("# same: %s: %s %s\n", row->name, row->id, countries->rows[j].id);
        }
        for (size_t j = 0; j < i; j++) {
            if (strcmp(row->name, cities->rows[j].name) == 0 &&
                strcmp(row->id, cities->rows[j].id) != 0)
                printf("# same: %s: %s %s\n", row->name, row->id, cities->rows[j].id);
        }
    }
}

static void print_rows(const gaz_list *list)
{
    puts("id\tname\tlang\tkind\tcountry\tnote");
    for (size_t i = 0; i < list->count; i++) {
        const gaz_row *row = &list->rows[i];

        printf("%s\t%s\t%s\tplace\t%s\t%s\n", row->id, row->name, row->lang, row->country,
               row->note);
    }
}

int main(int argc, char **argv)
{
    static const char *const modes[] = {"countries", "cities"};
    gaz_list countries = {0};
    gaz_list cities = {0};
    bool want_cities;

    if (argc != 2 || !is_in(argv[1], modes, 2))
        die("usage: gen_gazetteer countries|cities");
    want_cities = strcmp(argv[1], "cities") == 0;

    for (const char *const *code = uloc_getISOCountries(); *code != NULL; code++) {
        if (!is_in(*code, not_countries, sizeof(not_countries) / sizeof(*not_countries)))
            add_country(&countries, *code);
    }
    printf("# tables/gazetteer/%s.tsv - %s\n", argv[1],
           want_cities ? "the cities that CLDR names time zones after." : "the world's countries.");
    printf("# Generated by: tools/dev/gen_gazetteer %s\n", argv[1]);
    printf("# from ICU %s (CLDR). Licence: Unicode. Do not edit: change the generator.\n",
           U_ICU_VERSION);
    if (want_cities) {
        for (const char *const *code = uloc_getISOCountries(); *code != NULL; code++)
            add_cities(&cities, &countries, *code);
        print_shared_names(&cities, &countries);
    }
    print_rows(want_cities ? &cities : &countries);
    free(countries.rows);
    free(cities.rows);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
