package main

import (
	"context"
	"maps"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/equality"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// reconciler compares what it wants with its cache and writes the difference only: 3 requests for a new website, none for a converged one.
type reconciler struct {
	client client.Client
}

func (r *reconciler) Reconcile(ctx context.Context, request ctrl.Request) (ctrl.Result, error) {
	site := &Website{}
	if err := r.client.Get(ctx, request.NamespacedName, site); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if !site.DeletionTimestamp.IsZero() {
		return ctrl.Result{}, nil
	}
	deployment, err := r.ensureDeployment(ctx, site)
	if err != nil {
		return ctrl.Result{}, err
	}
	if err := r.ensureService(ctx, site); err != nil {
		return ctrl.Result{}, err
	}
	status := desiredStatus(site, deployment)
	if equality.Semantic.DeepEqual(status, site.Status) {
		return ctrl.Result{}, nil
	}
	before := site.DeepCopyObject().(*Website)
	site.Status = status
	return ctrl.Result{}, r.client.Status().Patch(ctx, site, client.MergeFrom(before))
}

func (r *reconciler) ensureDeployment(ctx context.Context, site *Website) (*appsv1.Deployment, error) {
	desired, live := desiredDeployment(site), &appsv1.Deployment{}
	err := r.client.Get(ctx, client.ObjectKeyFromObject(desired), live)
	if apierrors.IsNotFound(err) {
		return desired, r.client.Create(ctx, desired)
	}
	if err != nil || (holdsMetadata(live, desired) && equality.Semantic.DeepDerivative(desired.Spec, live.Spec)) {
		return live, err
	}
	changed := live.DeepCopy()
	takeMetadata(changed, desired)
	changed.Spec.Replicas = desired.Spec.Replicas
	changed.Spec.Template.Labels = desired.Spec.Template.Labels
	changed.Spec.Template.Spec.Containers = desired.Spec.Template.Spec.Containers
	return changed, r.client.Patch(ctx, changed, client.MergeFrom(live))
}

func (r *reconciler) ensureService(ctx context.Context, site *Website) error {
	desired, live := desiredService(site), &corev1.Service{}
	err := r.client.Get(ctx, client.ObjectKeyFromObject(desired), live)
	if apierrors.IsNotFound(err) {
		return r.client.Create(ctx, desired)
	}
	if err != nil || (holdsMetadata(live, desired) && equality.Semantic.DeepDerivative(desired.Spec, live.Spec)) {
		return err
	}
	changed := live.DeepCopy()
	takeMetadata(changed, desired)
	changed.Spec.Selector = desired.Spec.Selector
	changed.Spec.Ports = desired.Spec.Ports
	return r.client.Patch(ctx, changed, client.MergeFrom(live))
}

func holdsMetadata(live, desired client.Object) bool {
	return equality.Semantic.DeepDerivative(desired.GetLabels(), live.GetLabels()) &&
		equality.Semantic.DeepEqual(desired.GetOwnerReferences(), live.GetOwnerReferences())
}

func takeMetadata(live, desired client.Object) {
	labels := maps.Clone(live.GetLabels())
	if labels == nil {
		labels = map[string]string{}
	}
	maps.Copy(labels, desired.GetLabels())
	live.SetLabels(labels)
	live.SetOwnerReferences(desired.GetOwnerReferences())
}
