/// `-m bpf`: a program decides.
public struct BPFMatch: MatchExtension {
  public static let name = "bpf"
  /// What follows `-m bpf`, as `iptables-save` prints it.
  public var program = ""

  /// The match without any option.
  public init() {}
}
