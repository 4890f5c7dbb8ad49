#pragma once
#include <stddef.h>
#include <stdint.h>

// The events of the first YAML document of a text, by libyaml.

enum cyaml_kind {
  CYAML_SCALAR,
  CYAML_SEQUENCE,
  CYAML_MAPPING,
  CYAML_END,
  CYAML_ALIAS,
};

/// One event. The pointers hold while the sink runs.
struct cyaml_event {
  int kind;
  size_t line;   // from 0
  size_t column; // from 0, in characters
  int implicit;  // a plain scalar without a tag
  const uint8_t *value;
  size_t length;
  const char *anchor; // or NULL; the name of an alias
  const char *tag;    // or NULL
};

/// Where and why reading ended: lines from 0.
struct cyaml_problem {
  const char *text; // a constant, NULL where there is none
  int is_scanner;
  size_t line;
  size_t context_line;
};

typedef void (*cyaml_sink)(void *context, const struct cyaml_event *event);

/// Reads up to the end of the first document; 1 when it could be read, 0 when not.
int cyaml_read(const uint8_t *bytes, size_t length, void *context, cyaml_sink sink,
               struct cyaml_problem *problem);
