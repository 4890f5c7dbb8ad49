public import Documents
import Transfer

/// All objects of a resource at one moment.
public struct ResourceList: Sendable {
  /// What was listed.
  public var resource: APIResource
  /// The objects as they came: without `apiVersion` and `kind`, which the list says for all.
  public var items: [Node]
  /// The moment: where a watch goes on.
  public var resourceVersion: String
  /// How many pages it came in.
  public var pages: Int
}

extension ResourceList {
  /// The list as `kubectl get RESOURCE -A -o json` prints it.
  public var kubectlJSON: [UInt8] {
    var out: [UInt8] = []
    KubectlJSON.write(
      [
        "apiVersion": "v1", "items": Node(.array(items.map(named))), "kind": "List",
        "metadata": ["resourceVersion": ""],
      ], to: &out)
    return out
  }

  /// An item with its own `apiVersion` and `kind`.
  public func named(_ item: Node) -> Node {
    guard let members = item.object else { return item }
    let own: [Node.Member] = [
      .init("apiVersion", Node(.string(resource.apiVersion))),
      .init("kind", Node(.string(resource.kind))),
    ]
    // kubectl shows no `managedFields` either, unless asked.
    let shown = members.map { member in
      guard member.key == "metadata", let fields = member.value.object else { return member }
      return Node.Member("metadata", Node(.object(fields.filter { $0.key != "managedFields" })))
    }
    return Node(.object(own.filter { item[$0.key] == nil } + shown), offset: item.offset)
  }
}

extension KubernetesAPI {
  /// Lists a resource in pages of at most `pageSize` objects. `page` is given each page's bytes.
  /// `selecting` are selectors that the server applies.
  ///
  /// Where the server has forgotten the moment of the first page (410), the list begins anew;
  /// ``ClusterAccessError/listExpired(resource:attempts:)`` after the third time.
  public func list(
    _ resource: APIResource, namespace: String? = nil,
    selecting selectors: ListSelectors = ListSelectors(), pageSize: Int = 500,
    page: ([UInt8]) -> Void = { _ in }
  ) throws(ClusterAccessError) -> ResourceList {
    let attempts = 3
    for _ in 0..<attempts {
      if let list = try listOnce(resource, namespace, selectors, pageSize, page) { return list }
    }
    throw .listExpired(resource: resource.name, attempts: attempts)
  }

  /// Lists once; nil where the continuation expired.
  private func listOnce(
    _ resource: APIResource, _ namespace: String?, _ selectors: ListSelectors, _ pageSize: Int,
    _ page: ([UInt8]) -> Void
  ) throws(ClusterAccessError) -> ResourceList? {
    var list = ResourceList(resource: resource, items: [], resourceVersion: "", pages: 0)
    var bodies: [[UInt8]] = []
    var next = ""
    repeat {
      var request = APIRequest(
        path: resource.path(namespace: namespace) + "?limit=\(pageSize)" + selectors.query
          + (next.isEmpty ? "" : "&continue=\(PercentEncoding.query(next))"))
      request.access = ("list", resource.name, resource.group, namespace)
      let response: [UInt8]
      do throws(ClusterAccessError) {
        response = try send(request).body
      } catch {
        if case .status(_, _, 410, _) = error, !next.isEmpty { return nil }
        throw error
      }
      next = try list.append(response, server: connection.server, path: request.path)
      bodies.append(response)
    } while !next.isEmpty
    for body in bodies { page(body) }
    return list
  }
}

extension ResourceList {
  /// Adds a page, and returns how to go on: `metadata.continue`.
  fileprivate mutating func append(
    _ page: [UInt8], server: String, path: String
  ) throws(ClusterAccessError) -> String {
    let node: Node
    do throws(DocumentError) {
      node = try Node(parsingJSON: page)
    } catch {
      throw .notAnAPIServer(server: server, path: path, reason: "its answer is not JSON: \(error)")
    }
    guard node["kind"]?.string?.hasSuffix("List") == true, let metadata = node["metadata"] else {
      throw .notAnAPIServer(server: server, path: path, reason: "it answers no list")
    }
    // An empty list of Go is `null`.
    items += node["items"]?.array ?? []
    resourceVersion = metadata["resourceVersion"]?.string ?? resourceVersion
    pages += 1
    return metadata["continue"]?.string ?? ""
  }
}
