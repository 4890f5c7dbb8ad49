/// `-j TCPOPTSTRIP`: blanks TCP options; the walk goes on.
public struct TCPOPTSTRIPTarget: TargetExtension {
  public static let name = "TCPOPTSTRIP"
  /// `--strip-options`, ascending.
  public var options: [UInt8] = []

  /// The target without any option.
  public init() {}
}
