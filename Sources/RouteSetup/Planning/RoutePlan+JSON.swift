public import Documents
import Routing

extension RoutePlan {
  /// The plan for machines: one object.
  public var json: Node {
    [
      "kind": "RoutePlan", "version": 1, "host": .init(.string(host)), "networks": networks.json,
      "steps": .init(.array(steps.map(\.json))),
      "notes": .init(.array(notes.map { .init(.string($0)) })),
    ]
  }
}

extension SetupStep {
  /// The step with its commands, ready to be typed.
  public var json: Node {
    var members: [Node.Member] = [
      .init("host", Node(.string(host))), .init("kind", Node(.string(action.kind))),
      .init("state", Node(.string(state.rawValue))), .init("reason", Node(.string(reason))),
    ]
    if let cost { members.append(.init("cost", Node(.string(cost)))) }
    members.append(.init("commands", Self.list(action.commands)))
    members.append(.init("undo", Self.list(action.undo)))
    switch action {
    case .route(let route): members.append(.init("route", route.json))
    case .setting(let key, let value, let before):
      members.append(.init("key", Node(.string(key))))
      members.append(.init("value", Node(.string(value))))
      if let before { members.append(.init("before", Node(.string(before)))) }
    case .rule(let rule): members.append(.init("rule", rule.json))
    }
    return Node(.object(members))
  }

  private static func list(_ words: [String]) -> Node {
    Node(.array(words.map { Node(.string($0)) }))
  }
}

extension SetupAction {
  /// `route`, `setting` or `rule`.
  public var kind: String {
    switch self {
    case .route: "route"
    case .setting: "setting"
    case .rule: "rule"
    }
  }
}

extension ClusterNetworks {
  /// The networks for machines.
  public var json: Node {
    [
      "nodes": Node(
        .array(
          nodes.map { node in
            [
              "name": Node(.string(node.name)), "addresses": Self.list(node.addresses),
              "pods": Self.list(node.pods),
            ]
          })),
      "services": Self.list(services),
    ]
  }

  private static func list(_ values: [some CustomStringConvertible]) -> Node {
    Node(.array(values.map { Node(.string($0.description)) }))
  }
}
