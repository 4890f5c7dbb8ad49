/// What keeps samples from the write-ahead log. Sentences are in `RemoteWriteError+Description.swift`.
public enum RemoteWriteError: Error, Sendable, Hashable {
  /// A call on a file failed.
  case system(call: String, path: String, errno: Int32)
  /// Another process writes to the folder.
  case locked(path: String)
  /// A file of the folder is not one of ours.
  case foreign(path: String)
  /// libcurl cannot be set up.
  case transfer(String)
}
