"""What boto3 must see in a lab with --https. Exits with a traceback at the first thing that is otherwise.

Usage: tls_session.py ENDPOINT PLAIN_ENDPOINT. AWS_CA_BUNDLE names the lab's certificate authority.
"""

import json
import socket
import sys
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, SSLError

SECURE, PLAIN = sys.argv[1:3]
OWNER, PARTNER = '111111111111', '222222222222'
BUCKET = 'tls-reports'
# Names below these lead to this machine; not every machine resolves them.
NAMES = ['localhost', 's3.localhost', 'localhost.localstack.cloud', 's3.localhost.localstack.cloud']

resolve = socket.getaddrinfo


def on_this_machine(host, *rest, **more):
    return resolve('127.0.0.1' if str(host).endswith(tuple(NAMES)) else host, *rest, **more)


socket.getaddrinfo = on_this_machine


def s3(account, endpoint, style='path', **more):
    return boto3.client(
        's3',
        endpoint_url=endpoint,
        region_name='eu-west-1',
        aws_access_key_id=account,
        aws_secret_access_key='test',
        config=Config(s3={'addressing_style': style}, retries={'max_attempts': 0}),
        **more,
    )


def lists(endpoint):
    """Whether the partner may list the bucket over a connection."""
    try:
        s3(PARTNER, endpoint).list_objects_v2(Bucket=BUCKET)
        return True
    except ClientError as error:
        assert error.response['Error']['Code'] == 'AccessDenied', error
        return False


def allow_if(condition):
    statement = {
        'Effect': 'Allow',
        'Principal': {'AWS': PARTNER},
        'Action': 's3:ListBucket',
        'Resource': f'arn:aws:s3:::{BUCKET}',
        'Condition': condition,
    }
    policy = json.dumps({'Version': '2012-10-17', 'Statement': [statement]})
    s3(OWNER, SECURE).put_bucket_policy(Bucket=BUCKET, Policy=policy)


owner = s3(OWNER, SECURE)
owner.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={'LocationConstraint': 'eu-west-1'})

for condition, over_tls, over_http in [
    ({'Bool': {'aws:SecureTransport': 'true'}}, True, False),
    ({'Bool': {'aws:SecureTransport': 'false'}}, False, True),
    ({'NumericGreaterThanEquals': {'s3:TlsVersion': '1.2'}}, True, False),
    ({'NumericGreaterThanEquals': {'s3:TlsVersion': '1.4'}}, False, False),
]:
    allow_if(condition)
    found = (lists(SECURE), lists(PLAIN))
    assert found == (over_tls, over_http), (condition, found)

for endpoint in [SECURE, PLAIN]:
    scheme, port = urlsplit(endpoint).scheme, urlsplit(endpoint).port
    for name in NAMES:
        client = s3(OWNER, f'{scheme}://{name}:{port}', 'virtual')
        hosts = []
        client.meta.events.register('before-send.s3', lambda request, **_: hosts.append(urlsplit(request.url).hostname))
        key = f'{scheme} {name}.txt'
        client.put_object(Bucket=BUCKET, Key=key, Body=name)
        assert client.get_object(Bucket=BUCKET, Key=key)['Body'].read() == name.encode()
        assert hosts == [f'{BUCKET}.{name}'] * 2, hosts
        assert owner.head_object(Bucket=BUCKET, Key=key)['ContentLength'] == len(name)

try:
    s3(OWNER, SECURE, verify=True).list_buckets()
    raise AssertionError('a client without the lab\'s authority was served')
except SSLError:
    pass
