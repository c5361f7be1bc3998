package main

import (
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

func desiredDeployment(site *Website) *appsv1.Deployment {
	labels := map[string]string{"app": site.Name}
	replicas := site.Spec.Replicas
	return &appsv1.Deployment{
		ObjectMeta: childMetadata(site, labels),
		Spec: appsv1.DeploymentSpec{
			Replicas: &replicas,
			Selector: &metav1.LabelSelector{MatchLabels: labels},
			Template: corev1.PodTemplateSpec{
				ObjectMeta: metav1.ObjectMeta{Labels: labels},
				Spec: corev1.PodSpec{
					Containers: []corev1.Container{{
						Name:  "website",
						Image: site.Spec.Image,
						Ports: []corev1.ContainerPort{{ContainerPort: site.Spec.Port}},
					}},
				},
			},
		},
	}
}

func desiredService(site *Website) *corev1.Service {
	labels := map[string]string{"app": site.Name}
	return &corev1.Service{
		ObjectMeta: childMetadata(site, labels),
		Spec: corev1.ServiceSpec{
			Selector: labels,
			Ports:    []corev1.ServicePort{{Port: 80, TargetPort: intstr.FromInt32(site.Spec.Port)}},
		},
	}
}

func desiredStatus(site *Website, deployment *appsv1.Deployment) WebsiteStatus {
	phase := "Progressing"
	if deployment.Status.ReadyReplicas >= site.Spec.Replicas {
		phase = "Ready"
	}
	return WebsiteStatus{
		Phase:         phase,
		Endpoint:      site.Name + "." + site.Namespace + ".svc.cluster.local",
		ReadyReplicas: &deployment.Status.ReadyReplicas,
	}
}

func childMetadata(site *Website, labels map[string]string) metav1.ObjectMeta {
	owner := metav1.NewControllerRef(site, websiteGroupVersion.WithKind("Website"))
	return metav1.ObjectMeta{
		Name:            site.Name,
		Namespace:       site.Namespace,
		Labels:          labels,
		OwnerReferences: []metav1.OwnerReference{*owner},
	}
}
