import Addressing
import Cluster
import Documents
import Routing
import Snapshots
import Testing

@testable import RouteSetup

@Suite struct PlanReadingTests {
  @Test func `a plan is read as it was printed`() throws {
    let plan = try PlannerTests.plan(
      pods: ["10.42.0.0/24", "10.42.1.0/24", "fd00:42::/64=fd00:1::101"],
      services: ["10.43.0.0/16"], via: ["192.168.1.101", "192.168.1.102"], multipath: true)
    let read = try RoutePlan(parsing: Node(parsingJSON: plan.json.json))
    #expect(read == plan)
    let host = try PlannerTests.host()
    #expect(try read.change(on: host) == plan.change(on: host))
  }

  @Test(arguments: [
    ("node3 192.168.1.103 10.42.2.0/24", "node node3 is new"),
    ("node2", "node node2 is gone"),
    ("node2 192.168.1.102 10.42.9.0/24", "the pods of node2 are in 10.42.9.0/24"),
    ("node2 192.168.1.99 10.42.1.0/24", "node2 has the addresses 192.168.1.99"),
    ("10.96.0.0/12", "Services are in 10.96.0.0/12"),
  ])
  func `a plan older than the cluster is refused`(change: String, words: String) throws {
    let before = try ClusterNetworks(
      nodes: [
        Self.node("node1 192.168.1.101 10.42.0.0/24"),
        Self.node("node2 192.168.1.102 10.42.1.0/24"),
      ], services: [PlannerTests.prefix("10.43.0.0/16")])
    let plan = try RoutePlanner(before, host: PlannerTests.host()).make()
    #expect(throws: Never.self) { try plan.check(against: before) }
    var now = before
    let parts = change.split(separator: " ")
    if parts.count == 3 {
      now.nodes.removeAll { $0.name == parts[0] }
      now.nodes.append(try Self.node(change))
    } else if change.contains("/") {
      now.services = [try PlannerTests.prefix(change)]
    } else {
      now.nodes.removeAll { $0.name == change }
    }
    let error = #expect(throws: RouteSetupError.self) { try plan.check(against: now) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  private static func node(_ text: String) throws -> NodeNetworks {
    let parts = text.split(separator: " ").map(String.init)
    return try NodeNetworks(
      name: parts[0], addresses: [PlannerTests.address(parts[1])],
      pods: [PlannerTests.prefix(parts[2])])
  }

  @Test(arguments: [
    "[]", "{}", #"{"kind":"RoutePlan"}"#,
    #"{"kind":"RoutePlan","version":2,"host":"a","steps":[]}"#,
    #"{"kind":"RoutePlan","version":1,"host":"a","steps":[{"host":"a","kind":"route"}]}"#,
    #"{"kind":"RoutePlan","version":1,"host":"a","steps":[{"host":"a","kind":"route","route":{"dst":"10.0.0.0/8","gateway":"10.1.1.1","dev":"eth0"}}]}"#,
    #"{"kind":"RoutePlan","version":1,"host":"a","steps":[{"host":"a","kind":"blow"}]}"#,
  ])
  func `what is no plan is refused`(text: String) throws {
    #expect(throws: RouteSetupError.self) {
      try RoutePlan(parsing: Node(parsingJSON: text))
    }
  }

  @Test func `a record is read as it was kept`() throws {
    let host = try PlannerTests.host()
    let plan = try PlannerTests.plan(
      pods: ["10.42.0.0/24=192.168.1.101", "fd00:42::/64=fd00:1::101"], services: ["10.43.0.0/16"],
      via: ["192.168.1.101", "192.168.1.102"], multipath: true, on: host)
    let change = try plan.change(on: host)
    let record = SetupRecord(change)
    #expect(try SetupRecord(parsing: Node(parsingJSON: record.json.json)) == record)
    let journal = SetupJournal(.applying, change, needsProof: true)
    #expect(try SetupJournal(parsing: Node(parsingJSON: journal.json.json)) == journal)
  }

  @Test func `networks are those of the network plugin where it has its own`() throws {
    let objects = """
      {"apiVersion":"v1","kind":"List","items":[
      {"apiVersion":"v1","kind":"Node","metadata":{"name":"plain"},"spec":{"podCIDR":"10.42.0.0/24"},
       "status":{"addresses":[{"type":"InternalIP","address":"192.168.1.101"}]}},
      {"apiVersion":"v1","kind":"Node","metadata":{"name":"calico"},"spec":{"podCIDR":"10.42.1.0/24"}},
      {"apiVersion":"v1","kind":"Node","metadata":{"name":"router",
       "annotations":{"kube-router.io/pod-cidr":"10.50.0.0/24"}},"spec":{}},
      {"apiVersion":"crd.projectcalico.org/v1","kind":"BlockAffinity","metadata":{"name":"a"},
       "spec":{"cidr":"10.244.7.64/26","node":"calico","state":"confirmed","deleted":"false"}},
      {"apiVersion":"crd.projectcalico.org/v1","kind":"BlockAffinity","metadata":{"name":"b"},
       "spec":{"cidr":"10.244.8.0/26","node":"calico","state":"confirmed","deleted":"true"}},
      {"apiVersion":"networking.k8s.io/v1","kind":"ServiceCIDR","metadata":{"name":"kubernetes"},
       "spec":{"cidrs":["10.43.0.0/16","fd00:43::/112"]}},
      {"apiVersion":"v1","kind":"Service","metadata":{"name":"s","namespace":"d"},
       "spec":{"clusterIP":"10.43.65.4","ports":[{"port":80}]}}]}
      """
    let networks = ClusterNetworks(try ClusterObjects(parsing: Array(objects.utf8)))
    #expect(
      networks.nodes.map { "\($0.name) \($0.pods)" } == [
        "plain [10.42.0.0/24]", "calico [10.244.7.64/26]", "router [10.50.0.0/24]",
      ])
    #expect(networks.services.map(\.description) == ["10.43.0.0/16", "fd00:43::/112"])
  }
}
