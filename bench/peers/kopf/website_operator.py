"""The website operator written with Kopf: children by server-side apply, status by patch, drift undone when a child's event shows it."""

import base64
import os
import ssl

import aiohttp
import kopf
import yaml

GROUP, VERSION, PLURAL = "demo.orkestra.io", "v1alpha1", "websites"
MANAGER = "website-operator"


class Api:
    """A client for children that reads the same kubeconfig as Kopf and limits nothing."""

    def __init__(self) -> None:
        with open(os.environ["KUBECONFIG"], encoding="utf-8") as file:
            self._config = yaml.safe_load(file)
        self._server = self._config["clusters"][0]["cluster"]["server"]
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        cluster = self._config["clusters"][0]["cluster"]
        authority = base64.b64decode(cluster["certificate-authority-data"]).decode()
        token = self._config["users"][0]["user"]["token"]
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=ssl.create_default_context(cadata=authority), limit=0),
            headers={"Authorization": f"Bearer {token}"},
        )

    async def close(self) -> None:
        await self._session.close()

    async def apply(self, collection: str, manifest: dict) -> dict:
        params = {"fieldManager": MANAGER, "force": "true"}
        return await self._patch(path_of(collection, manifest), "apply-patch+yaml", manifest, params)

    async def merge_status(self, site: dict, status: dict) -> dict:
        path = f"{path_of(WEBSITES, site)}/status"
        return await self._patch(path, "merge-patch+json", {"status": status}, {})

    async def _patch(self, path: str, kind: str, content: dict, params: dict) -> dict:
        headers = {"Content-Type": f"application/{kind}"}
        url = f"{self._server}{path}"
        async with self._session.patch(url, params=params, headers=headers, json=content) as response:
            answer = await response.json()
            if response.status >= 400:
                raise kopf.TemporaryError(answer.get("message", str(response.status)), delay=1)
            return answer


def path_of(collection: str, manifest: dict) -> str:
    metadata = manifest["metadata"]
    return f"{collection.format(namespace=metadata['namespace'])}/{metadata['name']}"


WEBSITES = f"/apis/{GROUP}/{VERSION}/namespaces/{{namespace}}/{PLURAL}"
DEPLOYMENTS = "/apis/apps/v1/namespaces/{namespace}/deployments"
SERVICES = "/api/v1/namespaces/{namespace}/services"
api = Api()


@kopf.on.startup()
async def start(settings: kopf.OperatorSettings, **_) -> None:
    settings.posting.enabled = False
    settings.queueing.worker_limit = None
    await api.open()


@kopf.on.cleanup()
async def stop(**_) -> None:
    await api.close()


@kopf.index(GROUP, VERSION, PLURAL)
def sites(body, **_):
    return {(body["metadata"]["namespace"], body["metadata"]["name"]): dict(body)}


@kopf.on.create(GROUP, VERSION, PLURAL)
@kopf.on.update(GROUP, VERSION, PLURAL, field="spec")
@kopf.on.resume(GROUP, VERSION, PLURAL)
async def reconcile(body, patch, **_) -> None:
    live = await api.apply(DEPLOYMENTS, deployment_of(body))
    await api.apply(SERVICES, service_of(body))
    patch.status.update(status_of(body, live))


@kopf.on.event("apps", "v1", "deployments", labels={"website": kopf.PRESENT})
async def deployment_changed(event, body, sites: kopf.Index, **_) -> None:
    site = site_of(body, sites)
    if site is None:
        return
    desired = deployment_of(site)
    if event["type"] == "DELETED" or not holds(body["spec"], desired["spec"]):
        await api.apply(DEPLOYMENTS, desired)
    # Without a status the handler above has yet to write the first one.
    status = status_of(site, body)
    if "status" in site and site["status"].get("readyReplicas") != status["readyReplicas"]:
        await api.merge_status(site, status)


@kopf.on.event("", "v1", "services", labels={"website": kopf.PRESENT})
async def service_changed(event, body, sites: kopf.Index, **_) -> None:
    site = site_of(body, sites)
    if site is None:
        return
    desired = service_of(site)
    if event["type"] == "DELETED" or not holds(body["spec"], desired["spec"]):
        await api.apply(SERVICES, desired)


def site_of(child, sites):
    metadata = child["metadata"]
    found = sites.get((metadata["namespace"], metadata["labels"]["website"]))
    return next(iter(found)) if found else None


def holds(live, desired) -> bool:
    """Whether the live value holds everything that is desired; what the API server adds does not count."""
    if isinstance(desired, dict):
        return all(key in live and holds(live[key], value) for key, value in desired.items())
    if isinstance(desired, list):
        return len(live) == len(desired) and all(holds(a, b) for a, b in zip(live, desired))
    return live == desired


def status_of(site, deployment) -> dict:
    ready = deployment.get("status", {}).get("readyReplicas", 0)
    metadata = site["metadata"]
    return {
        "phase": "Ready" if ready >= site["spec"]["replicas"] else "Progressing",
        "endpoint": f"{metadata['name']}.{metadata['namespace']}.svc.cluster.local",
        "readyReplicas": ready,
    }


def metadata_of(site) -> dict:
    metadata = site["metadata"]
    return {
        "name": metadata["name"],
        "namespace": metadata["namespace"],
        "labels": {"app": metadata["name"], "website": metadata["name"]},
        "ownerReferences": [
            {
                "apiVersion": f"{GROUP}/{VERSION}",
                "kind": "Website",
                "name": metadata["name"],
                "uid": metadata["uid"],
                "controller": True,
                "blockOwnerDeletion": True,
            }
        ],
    }


def deployment_of(site) -> dict:
    name, spec = site["metadata"]["name"], site["spec"]
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": metadata_of(site),
        "spec": {
            "replicas": spec["replicas"],
            "selector": {"matchLabels": {"app": name}},
            "template": {
                "metadata": {"labels": {"app": name}},
                "spec": {
                    "containers": [
                        {"name": "website", "image": spec["image"], "ports": [{"containerPort": spec["port"]}]}
                    ]
                },
            },
        },
    }


def service_of(site) -> dict:
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": metadata_of(site),
        "spec": {
            "selector": {"app": site["metadata"]["name"]},
            "ports": [{"port": 80, "targetPort": site["spec"]["port"]}],
        },
    }
