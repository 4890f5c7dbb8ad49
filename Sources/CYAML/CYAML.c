#include "CYAML.h"

#include <string.h>
#include <yaml.h>

static int forward(const yaml_event_t *event, void *context, cyaml_sink sink) {
  struct cyaml_event out;
  memset(&out, 0, sizeof out);
  out.line = event->start_mark.line;
  out.column = event->start_mark.column;
  switch (event->type) {
  case YAML_SCALAR_EVENT:
    out.kind = CYAML_SCALAR;
    out.implicit = event->data.scalar.plain_implicit;
    out.value = event->data.scalar.value;
    out.length = event->data.scalar.length;
    out.anchor = (const char *)event->data.scalar.anchor;
    out.tag = (const char *)event->data.scalar.tag;
    break;
  case YAML_SEQUENCE_START_EVENT:
    out.kind = CYAML_SEQUENCE;
    out.anchor = (const char *)event->data.sequence_start.anchor;
    out.tag = (const char *)event->data.sequence_start.tag;
    break;
  case YAML_MAPPING_START_EVENT:
    out.kind = CYAML_MAPPING;
    out.anchor = (const char *)event->data.mapping_start.anchor;
    out.tag = (const char *)event->data.mapping_start.tag;
    break;
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT:
    out.kind = CYAML_END;
    break;
  case YAML_ALIAS_EVENT:
    out.kind = CYAML_ALIAS;
    out.anchor = (const char *)event->data.alias.anchor;
    break;
  case YAML_DOCUMENT_END_EVENT:
  case YAML_STREAM_END_EVENT:
    return 0;
  default:
    return 1;
  }
  sink(context, &out);
  return 1;
}

int cyaml_read(const uint8_t *bytes, size_t length, void *context, cyaml_sink sink,
               struct cyaml_problem *problem) {
  yaml_parser_t parser;
  yaml_event_t event;
  int good = 1;
  memset(problem, 0, sizeof *problem);
  if (!yaml_parser_initialize(&parser)) return 0;
  yaml_parser_set_input_string(&parser, bytes, length);
  for (;;) {
    int more;
    if (!yaml_parser_parse(&parser, &event)) {
      good = 0;
      problem->text = parser.problem;
      problem->is_scanner = parser.error == YAML_SCANNER_ERROR;
      problem->line = parser.problem_mark.line;
      problem->context_line = parser.context_mark.line;
      break;
    }
    more = forward(&event, context, sink);
    yaml_event_delete(&event);
    if (!more) break;
  }
  yaml_parser_delete(&parser);
  return good;
}
