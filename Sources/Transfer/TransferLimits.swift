/// How long each phase may take; nil for as long as it wants.
public struct TransferTimeouts: Sendable, Hashable {
  /// Until the connection stands, TLS included.
  public var connect: Duration?
  /// The whole transfer, with every redirect.
  public var total: Duration?
  /// The longest silence while a body comes. Counted in whole seconds.
  public var idle: Duration?

  /// 10 s to connect, 30 s for all.
  public init(
    connect: Duration? = .seconds(10), total: Duration? = .seconds(30), idle: Duration? = nil
  ) {
    self.connect = connect
    self.total = total
    self.idle = idle
  }
}

/// How much may come back.
public struct TransferLimits: Sendable, Hashable {
  /// The bytes of a body after unpacking.
  public var body: Int
  /// The bytes of all header lines.
  public var header: Int

  /// 64 MiB of body and 256 KiB of header.
  public init(body: Int = 64 << 20, header: Int = 256 << 10) {
    self.body = body
    self.header = header
  }
}

extension Duration {
  /// In milliseconds, rounded up, at least 1.
  var milliseconds: Int {
    let parts = components
    let whole = parts.seconds.multipliedReportingOverflow(by: 1000)
    guard !whole.overflow else { return Int(Int32.max) }
    let rest = (parts.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int(min(max(whole.partialValue + rest, 1), Int64(Int32.max)))
  }
}
