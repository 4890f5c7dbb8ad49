import Addressing
import KernelLab
import Routing
import Testing

/// What is printed for `ip route add`, `ip rule add` and `ip neigh replace`, given to the kernel.
@Suite struct PrintedCommandsTests {
  @Test(arguments: [UInt64(11), 12, 13]) func `the kernel accepts what we print and has the same`(
    seed: UInt64
  ) async throws {
    let (before, after) = try await onOwnThread {
      let lab = try RoutingLab(seed: seed, mayLoseCarrier: false)
      return (lab.stack.parts, try lab.rebuilt())
    }
    let routes = { (parts: NetworkStack.Parts) in
      (parts.ipv4Routes ?? []) + (parts.ipv6Routes ?? [])
    }
    let own = { (route: Route) in route.origin != "kernel" }
    #expect(Set(routes(before).filter(own)) == Set(routes(after).filter(own)))
    #expect(routes(before).contains(where: own))
    #expect(before.ipv4Rules == after.ipv4Rules)
    #expect(before.ipv6Rules == after.ipv6Rules)
    #expect(Set(before.neighbours ?? []) == Set(after.neighbours ?? []))
  }
}

extension RoutingLab {
  /// Takes away every route, rule and neighbour that the kernel did not write, adds what we print
  /// for them, and reads again.
  func rebuilt() throws -> NetworkStack.Parts {
    var commands = [
      "-4 route flush table all proto boot", "-6 route flush table all proto boot",
      "neigh flush all nud all",
    ]
    let rules = (stack.parts.ipv4Rules ?? []) + (stack.parts.ipv6Rules ?? [])
    let own = rules.filter { $0.origin != "kernel" }
    commands += own.map { "-\($0.family.rawValue) rule del pref \($0.priority)" }
    for route in (stack.parts.ipv4Routes ?? []) + (stack.parts.ipv6Routes ?? [])
    where route.origin != "kernel" {
      commands.append(
        "-\(route.family.rawValue) route append \(route.arguments.joined(separator: " "))")
    }
    commands += own.map {
      "-\($0.family.rawValue) rule add \($0.arguments.joined(separator: " "))"
    }
    commands += (stack.parts.neighbours ?? []).map { "neigh replace \($0)" }
    return try run(commands)
  }
}
