// The website operator written by hand with controller-runtime: what a careful Go programmer would run instead of a Katalog.
package main

import (
	"errors"
	"flag"
	"log"
	"net/http"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	clientgoscheme "k8s.io/client-go/kubernetes/scheme"
	"k8s.io/klog/v2"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/healthz"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"
)

// resync is how often everything is looked at without a change, as in the Katalog of the benchmark.
const resync = 10 * time.Second

func main() {
	probeAddress := flag.String("health-probe-bind-address", "127.0.0.1:0", "where /readyz is served")
	workers := flag.Int("workers", 20, "websites reconciled at once")
	flag.Parse()
	ctrl.SetLogger(klog.Background())
	if err := run(*probeAddress, *workers); err != nil {
		log.Fatal(err)
	}
}

func run(probeAddress string, workers int) error {
	scheme := runtime.NewScheme()
	if err := clientgoscheme.AddToScheme(scheme); err != nil {
		return err
	}
	addWebsiteToScheme(scheme)

	config, err := ctrl.GetConfig()
	if err != nil {
		return err
	}
	config.QPS = -1 // the program is measured, not a client-side limit
	manager, err := ctrl.NewManager(config, ctrl.Options{
		Scheme:                 scheme,
		HealthProbeBindAddress: probeAddress,
		Metrics:                metricsserver.Options{BindAddress: "0"},
		Cache: cache.Options{
			DefaultTransform: cache.TransformStripManagedFields(),
			SyncPeriod:       new(resync),
		},
		// Otherwise a second reconcile may find its own children missing from the cache and create them again.
		Client: client.Options{Cache: &client.CacheOptions{EnableReadYourWritesConsistency: new(true)}},
	})
	if err != nil {
		return err
	}
	err = ctrl.NewControllerManagedBy(manager).
		For(&Website{}).
		Owns(&appsv1.Deployment{}).
		Owns(&corev1.Service{}).
		WithOptions(controller.Options{MaxConcurrentReconciles: workers}).
		Complete(&reconciler{client: manager.GetClient()})
	if err != nil {
		return err
	}
	if err := manager.AddReadyzCheck("caches", cachesAreFull(manager.GetCache())); err != nil {
		return err
	}
	return manager.Start(ctrl.SetupSignalHandler())
}

func cachesAreFull(informers cache.Cache) healthz.Checker {
	return func(request *http.Request) error {
		if !informers.WaitForCacheSync(request.Context()) {
			return errors.New("caches are being filled")
		}
		return nil
	}
}
