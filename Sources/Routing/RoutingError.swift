/// What can be wrong with the text of a routing tool.
public enum RoutingError: Error, Sendable, Hashable {
  /// A line, or a field of a JSON document, that is not what the tool prints. `field` is empty when
  /// the whole line is meant.
  case malformed(line: Int, field: String, reason: String)
}
