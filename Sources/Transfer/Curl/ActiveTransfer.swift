import CCurl

/// A transfer under way: its handle, and what has come of it so far.
@safe final class ActiveTransfer {
  let id: TransferID
  let easy: EasyHandle
  private(set) var request: TransferRequest
  private(set) var url: TransferURL
  let completion: (TransferResult) -> Void
  private let receiver: BodyReceiver?
  private let started = ContinuousClock.now
  private var head: HTTPResponse?
  private var isHeadOpen = false
  private var headerBytes = 0
  private var received = 0
  private var stop: Stop?
  private var redirects: [String] = []
  /// What is told once the certificates that were refused have been looked at.
  private var refused: TransferResult?

  /// Why this side ended it.
  private enum Stop {
    case enough
    case failure(TransferFailure)
  }

  init(
    _ request: TransferRequest, id: TransferID, receiver: BodyReceiver?,
    completion: @escaping (TransferResult) -> Void
  ) throws(TransferError) {
    do throws(TransferFailure) {
      url = try TransferURL(request.url)
    } catch {
      throw .option(name: "CURLOPT_URL", message: "\(error)")
    }
    (self.request, self.id, self.receiver, self.completion) = (request, id, receiver, completion)
    easy = try EasyHandle()
    try begin()
  }

  /// What is left of the total time; nil when it is not limited.
  private var remaining: Duration? {
    request.timeouts.total.map { max($0 - (ContinuousClock.now - started), .milliseconds(1)) }
  }

  private func begin() throws(TransferError) {
    (head, isHeadOpen, headerBytes, received, stop) = (nil, false, 0, 0, nil)
    try easy.prepare(request, url: url, remaining: remaining)
    try listen()
  }

  private func listen() throws(TransferError) {
    let own = unsafe Unmanaged.passUnretained(self).toOpaque()
    try unsafe easy.onData(CURLOPT_HEADERFUNCTION, CURLOPT_HEADERDATA, takeHeader, own)
    try unsafe easy.onData(CURLOPT_WRITEFUNCTION, CURLOPT_WRITEDATA, takeBody, own)
  }
}

extension ActiveTransfer {
  /// Takes a header line; false ends the transfer.
  fileprivate func take(headerLine bytes: [UInt8]) -> Bool {
    headerBytes += bytes.count
    guard headerBytes <= request.limits.header else {
      stop = .failure(.headerTooLarge(limit: request.limits.header))
      return false
    }
    let line = String(decoding: bytes, as: UTF8.self)
      .trimmingSuffix { $0 == "\r\n" || $0 == "\n" || $0 == "\r" }
    if line.hasPrefix("HTTP/"), !isHeadOpen {
      // Each answer begins anew: `100 Continue` comes before the one that counts.
      let words = line.split(separator: " ", maxSplits: 2)
      head = HTTPResponse(
        status: words.count > 1 ? Int(words[1]) ?? 0 : 0,
        reason: words.count > 2 ? String(words[2]) : "",
        version: String(words[0].dropFirst(5)), headers: [], body: [])
      isHeadOpen = true
    } else if line.isEmpty {
      isHeadOpen = false
    } else if let colon = line.firstIndex(of: ":") {
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      head?.headers.append(HTTPField(String(line[..<colon]), String(value)))
    }
    return true
  }

  /// Takes a piece of the body; false ends the transfer.
  fileprivate func take(body piece: UnsafeRawBufferPointer) -> Bool {
    received += piece.count
    guard received <= request.limits.body else {
      stop = .failure(.tooLarge(limit: request.limits.body))
      return false
    }
    if let receiver, let head, (200..<300).contains(head.status) {
      guard receiver(head, unsafe Array(piece)) == .more else {
        stop = .enough
        return false
      }
    } else {
      unsafe append(piece)
    }
    return true
  }

  /// Appends to the body; the room that the answer announces is taken at once.
  private func append(_ piece: UnsafeRawBufferPointer) {
    if head?.body.isEmpty == true, let text = head?["Content-Length"], let length = Int(text) {
      head?.body.reserveCapacity(min(length, request.limits.body, 1 << 26))
    }
    unsafe head?.body.append(contentsOf: piece)
  }

  /// What to do now that libcurl is through; nil when the handle shall be run again.
  func end(_ code: CURLcode) -> TransferResult? {
    if var refused {
      refused.certificates = easy.certificates
      return refused
    }
    let result = self.result(code)
    do throws(TransferError) {
      if let next = redirect(result) { return try follow(next, from: result) }
      if case .tls(let kind, _) = result.failure, kind.isAboutServersCertificate {
        refused = result
        try easy.prepareLook(at: request, url: url, remaining: remaining)
        try listen()
        return nil
      }
    } catch {
      var result = result
      result.failure = result.failure ?? .other(code: 0, reason: error.description)
      return result
    }
    return result
  }

  /// What is told of a transfer that was called off.
  func cancelled() -> TransferResult {
    stop = .failure(.cancelled)
    return result(CURLE_WRITE_ERROR)
  }

  private func result(_ code: CURLcode) -> TransferResult {
    let failure: TransferFailure? =
      switch stop {
      case .enough: nil
      case .failure(let failure): failure
      case nil: easy.failure(code, url: url, request: request)
      }
    return TransferResult(
      failure: failure, response: head, phases: easy.phases, connection: easy.connection,
      certificates: easy.certificates, redirects: redirects, url: request.url)
  }

  private func redirect(_ result: TransferResult) -> String? {
    guard case .follow = request.redirects, result.failure == nil,
      [301, 302, 303, 307, 308].contains(result.response?.status ?? 0)
    else { return nil }
    return easy.text(CURLINFO_REDIRECT_URL)
  }

  private func follow(
    _ next: String, from result: TransferResult
  ) throws(TransferError) -> TransferResult? {
    var result = result
    guard case .follow(let limit) = request.redirects, redirects.count < limit else {
      if case .follow(let limit) = request.redirects {
        result.failure = .tooManyRedirects(limit: limit)
      }
      return result
    }
    do throws(TransferFailure) {
      let target = try TransferURL(next)
      redirects.append(request.url)
      let isElsewhere = !target.isSameOrigin(as: url)
      if isElsewhere { request.forgetSecrets() }
      request.redirected(to: next, status: result.response?.status ?? 0)
      url = target
    } catch {
      result.failure = error
      return result
    }
    try begin()
    return nil
  }
}

extension TransferRequest {
  /// Drops what was given for one host only.
  fileprivate mutating func forgetSecrets() {
    credentials = .none
    secretHeaders = []
    headers.removeAll { ["authorization", "cookie", "host"].contains($0.name.lowercased()) }
    tls.identity = nil
    tls.serverName = nil
    connectTo = nil
  }

  /// RFC 9110 section 15.4: 303 is asked with GET, and so do all clients with 301 and 302.
  fileprivate mutating func redirected(to url: String, status: Int) {
    self.url = url
    guard status < 307, method != "HEAD" else { return }
    (method, body) = ("GET", nil)
  }
}

extension TLSFailure {
  fileprivate var isAboutServersCertificate: Bool {
    switch self {
    case .unknownAuthority, .wrongName, .expired, .notYetValid, .refusedCertificate: true
    case .ownIdentity, .clientCertificate, .authorities, .handshake: false
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ isDropped: (Character) -> Bool) -> String {
    var text = self[...]
    while let last = text.last, isDropped(last) { text.removeLast() }
    return String(text)
  }
}

/// `CURLOPT_HEADERFUNCTION`: anything but `size * count` ends the transfer.
private let takeHeader: curl_write_callback = { buffer, size, count, context in
  let bytes = unsafe copied(buffer, size * count)
  guard let transfer = unsafe owner(context), transfer.take(headerLine: bytes) else { return 0 }
  return size * count
}

/// `CURLOPT_WRITEFUNCTION`: the same.
private let takeBody: curl_write_callback = { buffer, size, count, context in
  guard size * count > 0 else { return 0 }
  let piece = unsafe UnsafeRawBufferPointer(start: buffer, count: size * count)
  guard let transfer = unsafe owner(context), unsafe transfer.take(body: piece) else { return 0 }
  return size * count
}

private func owner(_ context: UnsafeMutableRawPointer?) -> ActiveTransfer? {
  guard let context = unsafe context else { return nil }
  return unsafe Unmanaged<ActiveTransfer>.fromOpaque(context).takeUnretainedValue()
}

private func copied(_ buffer: UnsafeMutablePointer<CChar>?, _ count: Int) -> [UInt8] {
  unsafe Array(UnsafeRawBufferPointer(start: buffer, count: count))
}
