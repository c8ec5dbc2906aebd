"""The booth's end of TLS: whom it believes, and how it proves who it is.

Station 3 of the call's way. `ca.der` is the one authority this booth believes, no other in the world;
`cert.der` and `key.der` are its own. DER, because MicroPython's TLS takes no PEM.
It must not know what is said inside.
"""

import ssl

FILES = ("ca.der", "cert.der", "key.der")


def context(folder):
    """For asyncio.open_connection; ValueError says which file is missing or no good."""
    ca, certificate, key = [read(folder, name) for name in FILES]
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.verify_mode = ssl.CERT_REQUIRED
    try:
        made.load_verify_locations(cadata=ca)
    except ValueError:
        raise ValueError("ca.der is no certificate in DER")
    try:
        made.load_cert_chain(certificate, key)
    except ValueError:
        raise ValueError("cert.der and key.der are no certificate and its key in DER")
    return made


def read(folder, name):
    data = folder.read(name)
    if not data:
        raise ValueError("%s is missing: TLS needs %s" % (name, ", ".join(FILES)))
    return data
