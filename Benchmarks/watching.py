"""A configuration that watches the newspapers of a world."""

import os


def configure(world, papers, interval="1h", first_round="skip", page=None):
    """Writes it into the world's folder, with a ledger of its own; returns its path. `page` is the port of
    the status page."""
    os.makedirs(world.folder + "/state", exist_ok=True)
    path = world.folder + "/ledewatch.yaml"
    with open(path, "w") as file:
        file.write("spool: %s/spool\nstate: %s/state\n" % (world.folder, world.folder))
        file.write("defaults:\n  interval: %s\n  first_round: %s\n" % (interval, first_round))
        file.write("  host_pause: 0\n")
        if page:
            file.write("status_page: 127.0.0.1:%d\nmetrics_file: %s/metrics.prom\n" % (page, world.folder))
        if world.tls:
            file.write("  ca_file: %s\n" % world.certificate)
        file.write("sources:\n")
        for number, (paper, suffix) in enumerate(papers):
            file.write("  - name: courier-%d\n    url: %s%s\n" % (number, world.url(paper), suffix))
    return path
