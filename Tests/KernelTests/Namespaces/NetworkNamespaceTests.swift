import Glibc
import KernelLab
import Testing

@testable import Kernel

@Suite struct NetworkNamespaceTests {
  private func inode(_ path: String) -> UInt64? { FileStatus.inode(of: path) }

  @Test func `runs the work in the namespace and nowhere else`() throws {
    let lab = try KernelLab.NetworkNamespace(name: "lab")
    let before = inode("/proc/thread-self/ns/net")
    let inside = try Kernel.NetworkNamespace.path(lab.path).perform {
      inode("/proc/thread-self/ns/net")
    }
    #expect(inside == inode(lab.path))
    #expect(inside != before)
    #expect(inode("/proc/thread-self/ns/net") == before)
  }

  @Test func `hands on what the work throws as it is`() throws {
    struct Refusal: Error, Equatable { let code: Int }
    let lab = try KernelLab.NetworkNamespace(name: "lab")
    #expect(throws: Refusal(code: 7)) {
      try Kernel.NetworkNamespace.path(lab.path).perform { () throws(Refusal) in
        throw Refusal(code: 7)
      }
    }
    let result = try Kernel.NetworkNamespace.path(lab.path).result {
      () throws(Refusal) -> Int in throw Refusal(code: 8)
    }
    #expect(result == .failure(Refusal(code: 8)))
  }

  @Test func `says which namespace is not there`() {
    let missing = Kernel.NetworkNamespace.named("no-such-\(getpid())")
    #expect(throws: KernelError.noSuchNamespace(missing)) { try missing.perform { 1 } }
    #expect(throws: KernelError.noSuchProcess(pid: .max)) {
      try Kernel.NetworkNamespace.process(.max).perform { 1 }
    }
    let file = Kernel.NetworkNamespace.path("/proc/self/status")
    #expect(throws: KernelError.notANamespace(file)) { try file.perform { 1 } }
    #expect(KernelError.notANamespace(file).description.contains("ip netns delete"))
  }

  @Test func `says that a process has ended`() throws {
    var pid: pid_t = 0
    let path = strdup("/bin/true")
    defer { free(path) }
    #expect(posix_spawn(&pid, "/bin/true", nil, nil, [path, nil], nil) == 0)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    #expect(throws: KernelError.noSuchProcess(pid: pid)) {
      try Kernel.NetworkNamespace.process(pid).perform { 1 }
    }
  }

  @Test(arguments: [
    ("blue", Kernel.NetworkNamespace.named("blue")), ("12", .process(12)),
    ("/proc/1/ns/net", .path("/proc/1/ns/net")), ("0", .named("0")),
  ])
  func `reads what a user writes`(text: String, expected: Kernel.NetworkNamespace) {
    #expect(Kernel.NetworkNamespace(parsing: text) == expected)
  }

  @Test func `finds the namespaces of names and of processes`() throws {
    let lab = try KernelLab.NetworkNamespace(name: "lab")
    let name = "lab-\(getpid())-\(UInt32.random(in: 0..<99999))"
    try lab.run(["ip", "netns", "add", name])
    defer { _ = try? lab.run(["ip", "netns", "delete", name]) }
    let found = NetworkNamespaces.find()
    let entry = try #require(found.entries.first { $0.name == name })
    #expect(entry.namespace == .named(name))
    #expect(entry.pid == nil)
    #expect(Set(found.entries.map(\.inode)).count == found.entries.count)
    let own = inode("/proc/thread-self/ns/net")
    #expect(!found.entries.contains { $0.inode == own })
  }
}
