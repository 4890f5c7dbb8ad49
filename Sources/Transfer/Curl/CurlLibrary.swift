import CCurl

/// libcurl itself, which is loaded by the first transfer.
enum CurlLibrary {
  /// Whether it could be loaded.
  static var isLoaded: Bool { unsafe diagnose_curl_problem() == nil }

  /// Why nothing can be set up with it.
  static var problem: String {
    guard let reason = unsafe diagnose_curl_problem() else { return "libcurl could not be set up" }
    return unsafe String(cString: reason) + ": install libcurl4"
  }
}
