import Foundation

/// What this machine calls itself.
enum HostName {
  /// The first label of `uname -n`.
  static var own: String {
    let full = ProcessInfo.processInfo.hostName
    let short = full.split(separator: ".").first.map(String.init) ?? full
    return short.isEmpty ? "localhost" : short
  }
}
