/// What can be wrong with a written address, port or endpoint.
public enum AddressingError: Error, Sendable, Hashable {
  /// The text is no IPv4 or IPv6 address.
  case notAnAddress(String)
  /// The text is no port number.
  case notAPort(String)
  /// There is no `:PORT` at the end.
  case endpointWithoutPort(String)
  /// An IPv6 address stands without brackets, so that its port cannot be told.
  case ambiguousEndpoint(String)
}
