import Glibc
import Kernel

/// Reads one piece of the host's network and prints nothing: `read-kernel sets`.
@main struct ReadKernel {
  static func main() throws {
    switch CommandLine.arguments.dropFirst().first {
    case "sets": end(with: try IPSetReader().sets())
    case "routes": end(with: try RoutingReader().routes(.ipv4))
    case "connections": end(with: try ConntrackReader().table())
    case "legacy": end(with: try LegacyReader.read(.ipv4))
    case "nft": end(with: try CompatibleReader.read(.ipv4))
    case "host": end(with: try HostReader(name: "here", role: .router).read())
    case "nothing": break
    case let other:
      print("read-kernel sets|routes|connections|legacy|nft|host|nothing, not \(other ?? "")")
    }
  }

  /// Ends with the value still there: taking it apart is no part of reading it.
  static func end<Value>(with value: Value) -> Never { withExtendedLifetime(value) { exit(0) } }
}
