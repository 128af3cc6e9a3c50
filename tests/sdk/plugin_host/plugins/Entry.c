// SPDX-License-Identifier: Apache-2.0
// A plugin in plain C that breaks one rule at a time: FAULT says which. Without one it is a good plugin that
// offers nothing.
#include <durus/abi/abi.h>

#include <stddef.h>

#define FAULT_NONE 0
#define FAULT_SMALL_ENTRY 1
#define FAULT_LARGE_ENTRY 2
#define FAULT_WRONG_MAJOR 3
#define FAULT_NO_ENTRY 4
#define FAULT_NULL_ENTRY 5
#define FAULT_BAD_ID 6
#define FAULT_REFUSES 7
#define FAULT_INCOMPLETE 8
#define FAULT_BAD_NAME 9
#define FAULT_NO_INIT 10
#define FAULT_EXTENSION 11

#define TEXT(literal)                                                                                        \
    { literal, sizeof literal - 1 }

typedef struct larger_entry {
    durus_plugin_entry_t known;
    void* of_a_later_version[4];
} larger_entry_t;

static durus_status_t init(const durus_host_t* host) {
    const durus_string_t message = TEXT("hello from C");
    (void)host->log(host, DURUS_LOG_INFO, message);
    return FAULT == FAULT_REFUSES ? DURUS_NOT_AUTHORIZED : DURUS_OK;
}

static durus_status_t deinit(void) {
    return DURUS_OK;
}

static const durus_event_translator_t incomplete = {sizeof incomplete, NULL, NULL, NULL};

static durus_status_t get_extension(durus_string_t id, const void** extension) {
    (void)id;
    *extension = FAULT == FAULT_INCOMPLETE ? &incomplete : NULL;
    if (FAULT == FAULT_INCOMPLETE) return DURUS_OK;
    return FAULT == FAULT_EXTENSION ? DURUS_INTERNAL : DURUS_UNSUPPORTED;
}

static const larger_entry_t entry = {
    {
        FAULT == FAULT_SMALL_ENTRY   ? offsetof(durus_plugin_entry_t, get_extension)
        : FAULT == FAULT_LARGE_ENTRY ? sizeof(larger_entry_t)
                                     : sizeof(durus_plugin_entry_t),
        FAULT == FAULT_WRONG_MAJOR ? DURUS_ABI_MAJOR + 1 : DURUS_ABI_MAJOR,
        DURUS_ABI_MINOR,
#if FAULT == FAULT_BAD_ID
        TEXT("Not An Id"),
#else
        TEXT("plain-c"),
#endif
#if FAULT == FAULT_BAD_NAME
        TEXT("half a \xD8"),
#else
        TEXT("A plugin in C"),
#endif
        TEXT("1.0"),
        FAULT == FAULT_NO_INIT ? NULL : init,
        deinit,
        get_extension,
    },
    {NULL, NULL, NULL, NULL},
};

#if FAULT == FAULT_NO_ENTRY
__attribute__((visibility("default"))) const durus_plugin_entry_t* durus_plugin_entry_v2(void);
const durus_plugin_entry_t* durus_plugin_entry_v2(void) {
    return &entry.known;
}
#else
__attribute__((visibility("default"))) const durus_plugin_entry_t* durus_plugin_entry_v1(void);
const durus_plugin_entry_t* durus_plugin_entry_v1(void) {
    return FAULT == FAULT_NULL_ENTRY ? NULL : &entry.known;
}
#endif
