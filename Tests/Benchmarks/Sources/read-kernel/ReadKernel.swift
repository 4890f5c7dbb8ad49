import Kernel

/// Reads one piece of the host's network and prints nothing: `read-kernel sets`.
@main struct ReadKernel {
  static func main() throws {
    switch CommandLine.arguments.dropFirst().first {
    case "sets": _ = try IPSetReader().sets()
    case "routes": _ = try RoutingReader().routes(.ipv4)
    case "connections": _ = try ConntrackReader().table()
    case "host": _ = try HostReader(name: "here", role: .router).read()
    case "nothing": break
    case let other: print("read-kernel sets|routes|connections|host|nothing, not \(other ?? "")")
    }
  }
}
