/// A rule or more for each match, target and option that only IPv6 has, or writes its own way.
enum IPTablesRules6 {
  /// `table|rule`, one a line. After `~` only the round trip of what was saved is compared: iptables
  /// itself saves another number or order than was written.
  static let text = #"""
    filter|-A FORWARD -s 2001:db8::/32 -d fd00::1 -p tcp -j ACCEPT
    filter|-A FORWARD ! -s ::1 ! -d fe80::/ffff:ffff:: -j DROP
    filter|-A FORWARD -p ipv6-icmp -m icmp6 --icmpv6-type 135
    filter|-A FORWARD -p icmpv6 --icmpv6-type 128/0
    filter|-A FORWARD -p icmpv6 -m icmp6 ! --icmpv6-type neighbour-solicitation
    filter|-A FORWARD -p icmpv6 -m icmp6 --icmpv6-type no-route
    filter|-A FORWARD -p 58
    filter|-A FORWARD -m hl --hl-eq 255
    filter|-A FORWARD -m hl ! --hl-eq 255
    filter|-A FORWARD -m hl --hl-lt 5
    filter|-A FORWARD -m hl --hl-gt 5
    filter|-A FORWARD -m frag --fragid 1:5 --fragfirst
    filter|-A FORWARD -m frag ! --fragid 3 --fragres --fragmore
    filter|-A FORWARD -m frag --fragid 0:4294967295 --fraglast
    filter|-A FORWARD -m ah ! --ahspi 1:2 --ahlen 12 --ahres
    filter|-A FORWARD -m ah --ahspi 4
    filter|-A FORWARD -m rt --rt-type 0 --rt-segsleft 1:3 --rt-len 16
    filter|-A FORWARD -m rt --rt-type 0 ! --rt-segsleft 2 --rt-0-res --rt-0-addrs ::1,::2 --rt-0-not-strict
    filter|-A FORWARD -m hbh --hbh-len 5 --hbh-opts 1:2,23:42
    filter|-A FORWARD -m dst ! --dst-len 5 --dst-opts 149:92,12:12
    filter|-A FORWARD -m eui64
    filter|-A FORWARD -m ipv6header --header hop,dst --soft
    filter|-A FORWARD -m ipv6header ! --header hop-by-hop,ipv6-opts,ipv6-route,ipv6-frag,ah,esp,ipv6-nonxt,protocol
    filter|-A FORWARD -p mobility-header -m mh --mh-type 3:5
    filter|-A FORWARD -p mobility-header -m mh ! --mh-type binding-update
    filter|-A FORWARD -m srh --srh-next-hdr 17 --srh-segs-left-gt 3
    filter|-A FORWARD -m iprange --src-range ::1-::9
    filter|-A FORWARD -m connlimit --connlimit-above 3 --connlimit-mask 64
    filter|-A FORWARD -m connlimit --connlimit-above 3
    filter|-A FORWARD -m recent --set --name X
    filter|-A FORWARD -m recent --rcheck --mask ffff:: --name X
    filter|-A FORWARD -m conntrack --ctorigsrc 2001:db8::/32 --ctrepldst ::1
    filter|-A FORWARD -m policy --dir in --pol ipsec --strict --tunnel-src 2001:db8::/32 --tunnel-dst ::1 --mode tunnel
    filter|-A INPUT -j REJECT
    filter|-A INPUT -j REJECT --reject-with icmp6-no-route
    filter|-A INPUT -j REJECT --reject-with adm-prohibited
    filter|-A INPUT -j REJECT --reject-with icmp6-addr-unreachable
    filter|-A INPUT -j REJECT --reject-with icmp6-policy-fail
    filter|-A INPUT -j REJECT --reject-with icmp6-reject-route
    filter|-A INPUT -p tcp -j REJECT --reject-with tcp-reset
    nat|-A PREROUTING -j DNAT --to-destination fd00::1
    nat|-A PREROUTING -p tcp -j DNAT --to-destination [fd00::1]:80
    nat|-A PREROUTING -p tcp -j DNAT --to-destination [fd00::1-fd00::9]:80-90
    nat|-A PREROUTING -p tcp -j DNAT --to-destination fd00::1-fd00::9 --persistent
    nat|-A PREROUTING -p tcp -j DNAT --to-destination :80
    nat|-A PREROUTING -p tcp -j DNAT --to-destination [fd00::1]:5000-5010/80
    nat|-A POSTROUTING -p tcp -j SNAT --to-source [fd00::1]:1024-2048 --random-fully
    nat|-A POSTROUTING -j MASQUERADE --random-fully
    nat|-A PREROUTING -p tcp -j REDIRECT --to-ports 80
    nat|-A PREROUTING -j NETMAP --to fd00::/64
    mangle|-A PREROUTING -p tcp -j TPROXY --on-port 80 --on-ip ::1 --tproxy-mark 0x1/0x1
    mangle|-A PREROUTING -p tcp -j TPROXY --on-port 80
    mangle|-A PREROUTING -j HL --hl-set 64
    mangle|-A PREROUTING -j HL --hl-dec 1
    mangle|-A PREROUTING -j HL --hl-inc 1
    mangle|-A PREROUTING -j TEE --gateway fd00::1
    mangle|-A PREROUTING -j DNPT --src-pfx fd00::/64 --dst-pfx 2001:db8::/64
    mangle|-A POSTROUTING -j SNPT --src-pfx fd00::/64 --dst-pfx 2001:db8::/64
    filter|-A FORWARD -m hashlimit --hashlimit-upto 5/sec --hashlimit-mode srcip --hashlimit-srcmask 64 --hashlimit-name v6
    filter|-A FORWARD -m set --match-set S6 src
    filter|-A FORWARD -m mark --mark 0x1 -m comment --comment "v6 rule"
    """#
}
