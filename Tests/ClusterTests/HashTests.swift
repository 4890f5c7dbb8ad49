import Addressing
import Testing

@testable import Cluster

@Suite struct HashTests {
  /// FIPS 180-4 examples of NIST, and lengths around the padding's edge (sha256sum of coreutils).
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1000),
      "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
    ),
  ])
  func `hashes as FIPS 180-4 says`(message: String, digest: String) {
    let hex = SHA256.hash(message.utf8).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    #expect(hex.joined() == digest)
  }

  /// RFC 4648, section 10, without padding.
  @Test(arguments: [
    ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
    ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
  ])
  func `writes base32 as RFC 4648 says`(bytes: String, text: String) {
    #expect(Base32.encode(bytes.utf8) == text)
  }

  @Test func `hashes a pod's chain as kube-router logged it`() {
    #expect(RuleHash.letters(of: "kube-systemmonitoring-grafana") == "TQVID2JAR264CEKX")
  }
}
