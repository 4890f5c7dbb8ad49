import CCurl

/// One `CURL *`, and what its options point to. Lets out values only.
@safe final class EasyHandle {
  private let pointer: UnsafeMutableRawPointer
  private let errorText: UnsafeMutablePointer<CChar>
  private var lists: [UnsafeMutablePointer<curl_slist>]

  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  init() throws(TransferError) {
    guard Self.isReady, let pointer = unsafe curl_easy_init() else {
      throw .setup(call: "curl_easy_init", message: CurlLibrary.problem)
    }
    unsafe self.pointer = pointer
    unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    unsafe lists = []
    clearError()
  }

  deinit {
    unsafe curl_easy_cleanup(pointer)
    freeLists()
    unsafe errorText.deallocate()
  }

  /// What tells this handle from others.
  var key: UInt { unsafe UInt(bitPattern: pointer) }

  /// Back to no options; connections stay.
  func reset() {
    unsafe curl_easy_reset(pointer)
    freeLists()
    clearError()
  }

  /// Hands the pointer to a call that keeps it no longer than this handle lives.
  func withPointer<Value>(_ body: (UnsafeMutableRawPointer) -> Value) -> Value {
    unsafe body(pointer)
  }

  private func clearError() {
    unsafe errorText.pointee = 0
    _ = unsafe diagnose_setopt_pointer(pointer, CURLOPT_ERRORBUFFER, errorText)
  }

  private func freeLists() {
    while let list = unsafe lists.popLast() { unsafe curl_slist_free_all(list) }
  }

  /// libcurl's words for how the last transfer ended.
  func reason(_ code: CURLcode) -> String {
    let detail = unsafe String(cString: errorText)
    if !detail.isEmpty { return detail }
    return unsafe String(cString: curl_easy_strerror(code))
  }
}

extension EasyHandle {
  func set(_ option: CURLoption, _ value: Int) throws(TransferError) {
    try check(option, unsafe diagnose_setopt_long(pointer, option, value))
  }

  func set(_ option: CURLoption, _ value: Bool) throws(TransferError) {
    try set(option, value ? 1 : 0)
  }

  func set(size option: CURLoption, _ value: Int) throws(TransferError) {
    try check(option, unsafe diagnose_setopt_size(pointer, option, Int64(value)))
  }

  func set(_ option: CURLoption, _ text: String) throws(TransferError) {
    guard !text.utf8.contains(0) else {
      throw .option(name: Self.name(option), message: "the text holds a NUL byte")
    }
    try check(option, unsafe diagnose_setopt_string(pointer, option, text))
  }

  /// Forgets libcurl's built-in default of a string option.
  func clear(_ option: CURLoption) throws(TransferError) {
    try check(option, unsafe diagnose_setopt_string(pointer, option, nil))
  }

  func set(_ option: CURLoption, bytes: [UInt8]) throws(TransferError) {
    let code = unsafe bytes.withUnsafeBytes {
      unsafe diagnose_setopt_blob(pointer, option, $0.baseAddress, $0.count)
    }
    try check(option, code)
  }

  /// Sets the body of a request; libcurl copies it.
  func set(body: [UInt8]) throws(TransferError) {
    try set(size: CURLOPT_POSTFIELDSIZE_LARGE, body.count)
    // A request with an empty body still needs a pointer, or libcurl would ask for a reader.
    let bytes = body.isEmpty ? [0] : body
    let code = unsafe bytes.withUnsafeBytes {
      unsafe diagnose_setopt_string(
        pointer, CURLOPT_COPYPOSTFIELDS, $0.bindMemory(to: CChar.self).baseAddress)
    }
    try check(CURLOPT_COPYPOSTFIELDS, code)
  }

  func set(_ option: CURLoption, lines: [String]) throws(TransferError) {
    var list: UnsafeMutablePointer<curl_slist>?
    for line in lines {
      guard !line.utf8.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 }) else {
        unsafe curl_slist_free_all(list)
        let name = line.prefix { $0 != ":" && $0 != ";" }
        throw .option(name: Self.name(option), message: "'\(name)' holds a line break")
      }
      guard let longer = unsafe curl_slist_append(list, line) else {
        unsafe curl_slist_free_all(list)
        throw .setup(call: "curl_slist_append", message: "out of memory")
      }
      unsafe list = unsafe longer
    }
    guard let list = unsafe list else { return }
    unsafe lists.append(list)
    try check(option, unsafe diagnose_setopt_pointer(pointer, option, list))
  }

  /// Calls `callback` with `context`, which has to outlive the transfer.
  func onData(
    _ function: CURLoption, _ data: CURLoption, _ callback: @escaping curl_write_callback,
    _ context: UnsafeMutableRawPointer
  ) throws(TransferError) {
    try check(function, unsafe diagnose_setopt_receiver(pointer, function, callback))
    try check(data, unsafe diagnose_setopt_pointer(pointer, data, context))
  }

  private func check(_ option: CURLoption, _ code: CURLcode) throws(TransferError) {
    guard code != CURLE_OK else { return }
    throw .option(
      name: Self.name(option), message: unsafe String(cString: curl_easy_strerror(code)))
  }

  private static func name(_ option: CURLoption) -> String {
    guard let known = unsafe curl_easy_option_by_id(option), let text = unsafe known.pointee.name
    else { return "option \(option.rawValue)" }
    return "CURLOPT_" + (unsafe String(cString: text))
  }
}

extension EasyHandle {
  func number(_ info: CURLINFO) -> Int {
    var value = 0
    return unsafe diagnose_getinfo_long(pointer, info, &value) == CURLE_OK ? value : 0
  }

  func size(_ info: CURLINFO) -> Int {
    var value: Int64 = 0
    return unsafe diagnose_getinfo_size(pointer, info, &value) == CURLE_OK ? Int(value) : 0
  }

  func text(_ info: CURLINFO) -> String? {
    var value: UnsafePointer<CChar>?
    guard unsafe diagnose_getinfo_string(pointer, info, &value) == CURLE_OK,
      let value = unsafe value
    else { return nil }
    return unsafe String(cString: value)
  }

  /// The lines of each certificate of the server's chain.
  var certificates: [CertificateFacts] {
    var info: UnsafePointer<curl_certinfo>?
    guard unsafe diagnose_getinfo_certificates(pointer, &info) == CURLE_OK, let info = unsafe info
    else { return [] }
    return (0..<Int(unsafe info.pointee.num_of_certs)).map { index in
      var lines: [String] = []
      var entry = unsafe info.pointee.certinfo[index]
      while let current = unsafe entry {
        if let data = unsafe current.pointee.data { lines.append(unsafe String(cString: data)) }
        unsafe entry = unsafe current.pointee.next
      }
      return CertificateFacts(lines: lines) { text in
        let seconds = unsafe curl_getdate(text, nil)
        return seconds < 0 ? nil : seconds
      }
    }
  }
}
