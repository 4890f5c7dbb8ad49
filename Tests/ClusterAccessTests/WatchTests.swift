import ControlPlane
import Documents
import Foundation
import Synchronization
import Testing

@testable import ClusterAccess

/// What a watch has told, for a test that waits for it.
final class Told: Sendable {
  struct State {
    var names: Set<String> = []
    var lists = 0
    var bookmarks = 0
    var interruptions: [String] = []
    var error: String?
    var isOver = false
  }

  let state = Mutex(State())

  func take(_ event: WatchEvent) {
    func name(_ node: Node) -> String { node["metadata"]?["name"]?.string ?? "" }
    state.withLock { state in
      switch event {
      case .listed(let list):
        state.lists += 1
        state.names = Set(list.items.map(name))
      case .added(let node), .modified(let node): state.names.insert(name(node))
      case .deleted(let node): state.names.remove(name(node))
      case .bookmark: state.bookmarks += 1
      case .interrupted(let error, _): state.interruptions.append(error.description)
      }
    }
  }

  /// Waits for `condition`, for at most a minute.
  func wait(_ condition: (State) -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < end {
      if state.withLock({ condition($0) }) { return true }
      usleep(20_000)
    }
    return false
  }
}

@Suite(.enabled(if: Plane.isThere), .serialized) struct WatchTests {
  static let configMaps = APIResource(
    group: "", version: "v1", name: "configmaps", kind: "ConfigMap")

  /// Begins a watch of a namespace's ConfigMaps on a thread of its own.
  private func begin(
    _ plane: ControlPlane, namespace: String, seconds: Int = 290
  ) throws -> (ResourceWatch, Told) {
    try plane.curl(
      "/api/v1/namespaces", method: "POST",
      body: #"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"\#(namespace)"}}"#)
    let connection = try Plane.connection(to: plane)
    let watch = ResourceWatch(
      Self.configMaps, namespace: namespace,
      backoff: Backoff(first: .milliseconds(100), longest: .seconds(1)), seconds: seconds)
    let told = Told()
    Thread.detachNewThread {
      do throws(ClusterAccessError) {
        try watch.run(on: KubernetesAPI(connection)) { event in
          told.take(event)
          return .continue
        }
      } catch {
        told.state.withLock { $0.error = error.description }
      }
      told.state.withLock { $0.isOver = true }
    }
    return (watch, told)
  }

  private func make(_ plane: ControlPlane, _ names: [String], in namespace: String) throws {
    let statuses = try plane.post(
      "/api/v1/namespaces/\(namespace)/configmaps",
      names.map { #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"\#($0)"}}"# })
    #expect(statuses.allSatisfy { $0 == 201 })
  }

  @Test func `tells of 2,000 objects that come and go`() throws {
    let plane = try Plane.shared()
    let (watch, told) = try begin(plane, namespace: "watched")
    #expect(told.wait { $0.lists == 1 })
    let names = (0..<2000).map { "map-\($0)" }
    try make(plane, names, in: "watched")
    #expect(told.wait { $0.names == Set(names) })
    try plane.curl("/api/v1/namespaces/watched/configmaps", method: "DELETE")
    #expect(told.wait { $0.names.isEmpty })
    #expect(told.state.withLock { $0.lists } == 1)
    watch.stop()
    #expect(told.wait { $0.isOver })
    #expect(told.state.withLock { $0.error } == nil)
  }

  @Test func `goes on where it was when the server ends a watch`() throws {
    let plane = try Plane.shared()
    let (watch, told) = try begin(plane, namespace: "short", seconds: 2)
    #expect(told.wait { $0.lists == 1 })
    try make(plane, ["before"], in: "short")
    usleep(3_500_000)
    try make(plane, ["after"], in: "short")
    #expect(told.wait { $0.names == ["before", "after"] })
    #expect(told.state.withLock { $0.lists } == 1)
    #expect(told.state.withLock { $0.interruptions } == [])
    watch.stop()
    #expect(told.wait { $0.isOver })
  }

  @Test func `outlives a restart, and lists anew when the server has forgotten`() throws {
    // A server of its own: this one is killed.
    let plane = try ControlPlane()
    let (watch, told) = try begin(plane, namespace: "restarted")
    #expect(told.wait { $0.lists == 1 })
    try make(plane, ["first"], in: "restarted")
    #expect(told.wait { $0.names == ["first"] })
    plane.killAPIServer()
    #expect(told.wait { !$0.interruptions.isEmpty })
    try plane.startAPIServer()
    try make(plane, ["second"], in: "restarted")
    #expect(told.wait { $0.names == ["first", "second"] })
    // Once more, and this time something else is written that the watch does not see: a new server
    // remembers no moment before it.
    try plane.curl(
      "/api/v1/namespaces", method: "POST",
      body: #"{"apiVersion":"v1","kind":"Namespace","metadata":{"generateName":"later-"}}"#)
    plane.killAPIServer()
    let lists = told.state.withLock { $0.lists }
    try plane.startAPIServer()
    try make(plane, ["third"], in: "restarted")
    try plane.compact()
    #expect(told.wait { $0.names == ["first", "second", "third"] })
    // The moment it knew is older than anything the new server remembers: 410.
    #expect(told.wait { $0.lists > lists })
    watch.stop()
    #expect(told.wait { $0.isOver })
    #expect(told.state.withLock { $0.error } == nil)
  }

  @Test func `says that watching is not allowed`() throws {
    let plane = try Plane.shared()
    let jane = try Plane.api(as: "jane")
    let watch = ResourceWatch(Self.configMaps, namespace: "default")
    let refused = Result(asking: { () throws(ClusterAccessError) in
      try watch.run(on: jane) { _ in .continue }
    })
    #expect(refused.sentence.contains("verb list on resource configmaps"))
    guard case .failure(let error) = refused, let manifest = error.remedy else { return }
    try plane.apply(manifest, path: Plane.rbacPath)
    // Until the server has read the new role, it is the list that is refused.
    var again = refused
    for _ in 0..<100 where again.sentence.contains("verb list") {
      usleep(100_000)
      again = Result(asking: { () throws(ClusterAccessError) in
        try watch.run(on: jane) { _ in .continue }
      })
    }
    #expect(again.sentence.contains("verb watch on resource configmaps"))
  }
}

@Suite struct WatchDecoderTests {
  @Test(arguments: [1, 7, 100_000])
  func `reads events however they are cut`(size: Int) throws {
    let text = """
      {"type":"ADDED","object":{"metadata":{"name":"a","resourceVersion":"5"}}}
      {"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"9"}}}
      {"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old"}}

      """
    var decoder = WatchDecoder(from: "1")
    var kinds: [String] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      for event in decoder.events(Array(rest.prefix(size))) {
        switch event {
        case .added(let node): kinds.append("added \(node["metadata"]?["name"]?.string ?? "")")
        case .bookmark(let version): kinds.append("bookmark \(version)")
        case .listed, .modified, .deleted, .interrupted: kinds.append("other")
        }
      }
      rest = rest.dropFirst(size)
    }
    #expect(kinds == ["added a", "bookmark 9"])
    #expect(decoder.resourceVersion == nil)
    #expect(decoder.failure == nil)
  }
}
