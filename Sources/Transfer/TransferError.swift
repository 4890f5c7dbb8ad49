/// Why a transfer could not be begun; how one ended is a result, not an error.
public enum TransferError: Error, Sendable, Hashable {
  /// libcurl refused an option: its name, and libcurl's own words.
  case option(name: String, message: String)
}
