extension TransferError: CustomStringConvertible {
  /// What could not be set up, and what to look at.
  public var description: String {
    switch self {
    case .option(let name, let message):
      "libcurl does not take \(name): \(message); a libcurl of 7.85 or later, built with OpenSSL,"
        + " is needed"
    case .setup(let call, let message): "\(call) failed: \(message)"
    }
  }
}
