"""A DNS server that knows the zone it is given."""

import socketserver
import threading
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rrset


class Answer(socketserver.BaseRequestHandler):
    def handle(self):
        raw, socket = self.request
        query = dns.message.from_wire(raw)
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        question = query.question[0]
        name = question.name.to_text(omit_final_dot=True).lower()
        kind = dns.rdatatype.to_text(question.rdtype)
        if name in self.server.silent:
            response.set_rcode(dns.rcode.SERVFAIL)
        elif name not in self.server.zone:
            response.set_rcode(dns.rcode.NXDOMAIN)
        elif records := self.server.zone[name].get(kind):
            response.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *records))
        socket.sendto(response.to_wire(max_size=4096), self.client_address)


@contextmanager
def name_server(zone, silent=()):
    """(host, port) of a server. `zone`: records by kind by name, texts in quotation marks;
    `silent`: names for which it fails."""
    with socketserver.ThreadingUDPServer(("127.0.0.1", 0), Answer) as server:
        server.zone, server.silent = zone, set(silent)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_address
        finally:
            server.shutdown()
            thread.join()
