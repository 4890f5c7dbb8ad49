import Transfer

/// Selectors that the API server applies to a list, as texts of its own grammar.
public struct ListSelectors: Sendable, Hashable {
  /// By labels: `app=web,tier in (a, b)`.
  public var labels: String
  /// By fields: `spec.nodeName=node1`.
  public var fields: String

  /// Both, or everything.
  public init(labels: String = "", fields: String = "") {
    (self.labels, self.fields) = (labels, fields)
  }

  /// `&labelSelector=…&fieldSelector=…`.
  public var query: String {
    (labels.isEmpty ? "" : "&labelSelector=\(PercentEncoding.query(labels))")
      + (fields.isEmpty ? "" : "&fieldSelector=\(PercentEncoding.query(fields))")
  }
}
