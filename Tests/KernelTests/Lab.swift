import Glibc
import KernelLab

@testable import Kernel

/// A namespace that a test made, for tools to change and for the readers to read.
struct Lab {
  let inside: KernelLab.NetworkNamespace
  var namespace: Kernel.NetworkNamespace { .path(inside.path) }

  init() throws {
    inside = try KernelLab.NetworkNamespace(name: "lab")
    try inside.run(["ip", "link", "set", "lo", "up"])
  }

  /// Lines of `ip -batch`.
  func ip(_ lines: String, family: String = "-0") throws {
    let family = family == "-0" ? [] : [family]
    try inside.run(["ip"] + family + ["-batch", "-"], input: lines + "\n", milliseconds: 60_000)
  }

  /// The output of a tool as bytes.
  func bytes(_ command: String) throws -> [UInt8] {
    Array(try inside.run(command.split(separator: " ").map(String.init)).utf8)
  }

  /// Reads natively inside.
  func read<Value>(_ body: () throws(KernelError) -> Value) throws -> Value {
    try namespace.perform(body)
  }

  /// Compares what a tool and a reader say until both agree or time is up: what moves by itself
  /// (timers, states of neighbours) may move between the two looks.
  func agree<Value: Equatable>(
    _ tool: () throws -> Value, _ native: () throws(KernelError) -> Value
  ) throws -> (tool: Value, native: Value) {
    var pair = (tool: try tool(), native: try read(native))
    for _ in 0..<20 where pair.tool != pair.native {
      usleep(100_000)
      pair = (try tool(), try read(native))
    }
    return pair
  }
}
