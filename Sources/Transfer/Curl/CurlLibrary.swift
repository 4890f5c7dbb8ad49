import CCurl

/// libcurl itself, which is loaded by the first transfer.
enum CurlLibrary {
  /// Why nothing can be set up with it.
  static var problem: String {
    guard let reason = unsafe diagnose_curl_problem() else { return "libcurl could not be set up" }
    return unsafe String(cString: reason) + ": install libcurl4"
  }
}
