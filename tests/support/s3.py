"""A real server of files that speaks S3, in a thread beside the test."""

import contextlib
import logging
from collections.abc import Iterator

import boto3
from moto.server import ThreadedMotoServer

from pmo_academy.core.s3_storage import S3Storage

KEY, SECRET = "a key for tests", "and its secret"


class S3:
    """The server with one bucket."""

    bucket = "academy"

    def __init__(self) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self.server.start()
        host, port = self.server.get_host_and_port()
        self.endpoint = f"http://{host}:{port}"
        keys = {"aws_access_key_id": KEY, "aws_secret_access_key": SECRET}
        client = boto3.client("s3", endpoint_url=self.endpoint, region_name="us-east-1", **keys)
        client.create_bucket(Bucket=self.bucket)
        client.close()

    def url(self, prefix: str) -> str:
        """Give the setting that leads to a place of its own."""
        return f"s3://{self.bucket}/{prefix}?endpoint={self.endpoint}&region=us-east-1"

    def storage(self, prefix: str) -> S3Storage:
        """Give a storage in a place of its own."""
        return S3Storage(self.url(prefix), key=KEY, secret=SECRET)


@contextlib.contextmanager
def s3() -> Iterator[S3]:
    """Run the server."""
    one = S3()
    try:
        yield one
    finally:
        one.server.stop()
