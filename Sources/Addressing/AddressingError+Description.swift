extension AddressingError: CustomStringConvertible {
  /// One sentence: what is wrong and what to write instead.
  public var description: String {
    switch self {
    case .notAnAddress(let text): "'\(text)' is not an IPv4 or IPv6 address"
    case .notAPort(let text): "'\(text)' is not a port: write a number from 1 to 65535"
    case .endpointWithoutPort(let text):
      "'\(text)' has no port: write ADDRESS:PORT, for example 10.43.4.242:8082"
    case .ambiguousEndpoint(let text):
      "'\(text)' is ambiguous: write an IPv6 address in brackets, for example [fd00::1]:8082"
    }
  }
}
