/// Why a transfer could not be begun; how one ended is a result, not an error.
public enum TransferError: Error, Sendable, Hashable {
  /// libcurl refused an option: its name, and libcurl's own words.
  case option(name: String, message: String)
  /// A call of libcurl or of the kernel failed before anything was asked.
  case setup(call: String, message: String)
}
